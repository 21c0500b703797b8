import { createHmac } from 'node:crypto';

import { channels } from '@wowlab/protocol';
import { hangUp, realtimeAudience, realtimeIssuer, refuse } from '@wowlab/centrifugo';
import { UnauthorizedError } from 'centrifuge';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { freshJobChannel } from './channel-names.ts';
import { startProxyEndpoint, type ProxyEndpoint } from './proxy-endpoint.ts';
import { listenTo, openClient, openUser, tokenFor } from './realtime-client.ts';
import { bootServer, pageOrigin, secrets, type ServerUnderTest } from './server-under-test.ts';
import { soon } from './soon.ts';

let proxy: ProxyEndpoint;
let under: ServerUnderTest;

beforeAll(async () => {
  proxy = await startProxyEndpoint();
  under = await bootServer({ proxyOrigin: proxy.origin });
});
afterEach(() => {
  proxy.reset();
});

const url = () => under.server.websocketUrl;
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const inTenMinutes = () => Math.floor(Date.now() / 1_000) + 600;

const handMade = (header: object, payload: object, secret: string = secrets.tokenSecret): string => {
  const signed = `${base64url(header)}.${base64url(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};

const rightHeader = { alg: 'HS256', typ: 'JWT' };
const rightClaims = () => ({ sub: 'user-1', aud: realtimeAudience, iss: realtimeIssuer, exp: inTenMinutes() });

describe('a client with a token', () => {
  it('connects without a question to the sentinel, and its meta is told with each subscription', async () => {
    const client = await openUser(url(), { subject: 'node-7', kind: 'node', meta: { owner: 'u-1' } });
    const channel = freshJobChannel();
    const listening = listenTo(client, channel);
    await soon(() => expect(listening.subscribed).toHaveLength(1));
    expect(proxy.asked.connect).toEqual([]);
    expect(proxy.asked.subscribe).toMatchObject([{ user: 'node-7', channel, meta: { kind: 'node', owner: 'u-1' } }]);
  });

  it.each([
    ['a wrong signature', () => handMade(rightHeader, rightClaims(), 'another secret of 32 characters..')],
    ['another audience', () => handMade(rightHeader, { ...rightClaims(), aud: 'authenticated' })],
    ['no audience', () => handMade(rightHeader, { ...rightClaims(), aud: undefined })],
    ['another issuer', () => handMade(rightHeader, { ...rightClaims(), iss: 'supabase' })],
    ['algorithm none', () => `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(rightClaims())}.`],
    ['algorithm none over a right signature', () => handMade({ alg: 'none' }, rightClaims())],
    ['algorithm RS256 over an HMAC', () => handMade({ alg: 'RS256' }, rightClaims())],
    ['a claim that makes it a subscription token', () => handMade(rightHeader, { ...rightClaims(), channel: 'job:1' })],
    ['no structure', () => 'token'],
  ])('is refused for good when the token has %s', async (_what, make) => {
    const client = openClient(url(), { token: make() });
    await soon(() => expect(client.disconnected).toMatchObject([{ code: 3500 }]));
    expect(client.connected).toEqual([]);
  });

  it('that comes with an expired token is asked for a new one', async () => {
    let fetched = 0;
    const client = openClient(url(), {
      token: await tokenFor({ ttlSeconds: -5 }),
      getToken: () => {
        fetched += 1;
        return tokenFor();
      },
    });
    await soon(() => expect(client.connected).toHaveLength(1));
    expect(fetched).toBe(1);
  });

  it('renews its token through getToken before it expires and stays connected', async () => {
    const ttls: number[] = [2, 600];
    let fetched = 0;
    const getToken = (): Promise<string> => {
      const ttlSeconds = ttls[fetched] ?? 600;
      fetched += 1;
      return tokenFor({ ttlSeconds });
    };
    const client = openClient(url(), { getToken });
    await soon(() => expect(fetched).toBe(2));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(client.connected).toHaveLength(1);
    expect(client.centrifuge.state).toBe('connected');
    expect(proxy.asked.connect).toEqual([]);
  });

  it('tells the meta of its renewed token, not of its first', async () => {
    let owner = 0;
    const client = openClient(url(), {
      getToken: () => {
        owner += 1;
        return tokenFor({ ttlSeconds: owner === 1 ? 2 : 600, meta: { owner } });
      },
    });
    await soon(() => expect(owner).toBe(2));
    await soon(async () => {
      const listening = listenTo(client, freshJobChannel());
      await soon(() => expect(listening.subscribed).toHaveLength(1));
      expect(proxy.asked.subscribe.at(-1)).toMatchObject({ meta: { owner: 2 } });
    });
    expect(client.connected).toHaveLength(1);
  });

  it('is disconnected for good when its renewed token is another user’s', async () => {
    let fetched = 0;
    const client = openClient(url(), {
      getToken: () => {
        fetched += 1;
        return fetched === 1 ? tokenFor({ ttlSeconds: 2 }) : tokenFor({ subject: 'user-2' });
      },
    });
    await soon(() => expect(client.disconnected).toMatchObject([{ code: 3500 }]));
  });

  it('ends when it may get no new token', async () => {
    let fetched = 0;
    const client = openClient(url(), {
      getToken: async () => {
        fetched += 1;
        if (fetched > 1) throw new UnauthorizedError('');
        return tokenFor({ ttlSeconds: 2 });
      },
    });
    await soon(() => expect(client.disconnected).toHaveLength(1));
    expect(client.centrifuge.state).toBe('disconnected');
  });
});

describe('a client without a token', () => {
  it('is let in as a guest when the sentinel says so, and listens to public numbers', async () => {
    const client = openClient(url());
    const listening = listenTo(client, channels.fleetStats);
    await soon(() => expect(listening.subscribed).toHaveLength(1));
    expect(proxy.asked.connect).toHaveLength(1);
    expect(proxy.asked.subscribe).toEqual([]);
  });

  it('carries the meta that the sentinel gave it', async () => {
    const client = openClient(url());
    const listening = listenTo(client, freshJobChannel());
    await soon(() => expect(listening.subscribed).toHaveLength(1));
    expect(proxy.asked.subscribe).toMatchObject([{ user: '', meta: { kind: 'anonymous' } }]);
  });

  it('stays out when the sentinel disconnects it for good', async () => {
    proxy.answers.connect = () => hangUp('revoked');
    const client = openClient(url());
    await soon(() => expect(client.disconnected).toMatchObject([{ code: 4500, reason: 'revoked' }]));
  });

  it('stays out when the sentinel answers an error that is not temporary', async () => {
    proxy.answers.connect = () => refuse('permissionDenied');
    const client = openClient(url());
    await soon(() => expect(client.disconnected).toMatchObject([{ code: 103 }]));
  });

  it('comes back by itself when the sentinel failed or was too slow', async () => {
    let asked = 0;
    proxy.answers.connect = async () => {
      asked += 1;
      if (asked === 1) return { status: 500 };
      if (asked === 2) await new Promise((resolve) => setTimeout(resolve, 1_300));
      return { result: { user: '' } };
    };
    const client = openClient(url());
    await soon(() => expect(client.connected).toHaveLength(1));
    expect(asked).toBe(3);
    expect(client.disconnected).toEqual([]);
  });
});

describe('the page a client runs in', () => {
  it('may connect from an allowed origin', async () => {
    const client = openClient(url(), { token: await tokenFor() }, { origin: pageOrigin });
    await soon(() => expect(client.connected).toHaveLength(1));
  });

  it('may not connect from any other', async () => {
    const client = openClient(url(), { token: await tokenFor() }, { origin: 'http://evil.test' });
    await soon(() => expect(client.errors.length).toBeGreaterThan(1));
    expect(client.connected).toEqual([]);
  });
});

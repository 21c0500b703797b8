import { sinceLatest } from '@wowlab/centrifugo';
import { channels } from '@wowlab/protocol';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { freshJobChannel, freshNodeChannel } from './channel-names.ts';
import { startProxyEndpoint, type ProxyEndpoint } from './proxy-endpoint.ts';
import { listenTo, openUser, type Listening, type RealtimeClient } from './realtime-client.ts';
import { bootServer, type ServerUnderTest } from './server-under-test.ts';
import { soon } from './soon.ts';

let proxy: ProxyEndpoint;
let under: ServerUnderTest;

beforeAll(async () => {
  proxy = await startProxyEndpoint();
  under = await bootServer({
    proxyOrigin: proxy.origin,
    adjust: (config) => ({ ...config, client: { ...config.client, ping_interval: '1s', pong_timeout: '500ms' } }),
  });
});
afterEach(() => {
  proxy.reset();
});

const listener = async (channel: string): Promise<{ client: RealtimeClient; listening: Listening }> => {
  const client = await openUser(under.server.websocketUrl, {}, { maxServerPingDelay: 500 });
  const listening = listenTo(client, channel);
  await soon(() => expect(listening.subscribed).toHaveLength(1));
  return { client, listening };
};

const publish = async (channel: string, from: number, to: number): Promise<void> => {
  for (let seq = from; seq <= to; seq += 1) {
    expect(await under.api.publish(channel, { seq })).toMatchObject({ kind: 'ok' });
  }
};

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index }));

describe('after a dropped socket', () => {
  it('a node gets every hint it missed, in order and once', async () => {
    const channel = freshNodeChannel();
    const { client, listening } = await listener(channel);
    await publish(channel, 1, 3);
    await soon(() => expect(listening.data()).toEqual(numbers(1, 3)));
    client.goOffline();
    await publish(channel, 4, 9);
    client.comeBack();
    await soon(() => expect(listening.subscribed).toHaveLength(2));
    expect(listening.subscribed[1]).toMatchObject({ wasRecovering: true, recovered: true });
    await soon(() => expect(listening.data()).toEqual(numbers(1, 9)));
  });

  it('a node that missed more hints than are kept is told so, to ask for the truth', async () => {
    const channel = freshNodeChannel();
    const { client, listening } = await listener(channel);
    await publish(channel, 1, 1);
    await soon(() => expect(listening.data()).toHaveLength(1));
    client.goOffline();
    await under.api.batch(Array.from({ length: 310 }, () => ({ publish: { channel, data: {} } })));
    client.comeBack();
    await soon(() => expect(listening.subscribed).toHaveLength(2));
    expect(listening.subscribed[1]).toMatchObject({ wasRecovering: true, recovered: false });
  });

  it('a page gets the latest progress only', async () => {
    const channel = freshJobChannel();
    const { client, listening } = await listener(channel);
    await publish(channel, 1, 1);
    await soon(() => expect(listening.data()).toEqual(numbers(1, 1)));
    client.goOffline();
    await publish(channel, 2, 400);
    client.comeBack();
    await soon(() => expect(listening.data()).toEqual([{ seq: 1 }, { seq: 400 }]));
  });

  it('a page that missed nothing is told nothing twice', async () => {
    const channel = freshJobChannel();
    const { client, listening } = await listener(channel);
    await publish(channel, 1, 1);
    await soon(() => expect(listening.data()).toHaveLength(1));
    client.goOffline();
    client.comeBack();
    await soon(() => expect(listening.subscribed).toHaveLength(2));
    await publish(channel, 2, 2);
    await soon(() => expect(listening.data()).toEqual(numbers(1, 2)));
  });
});

describe('a late subscriber', () => {
  it.each([
    ['of a job', freshJobChannel()],
    ['of the fleet', channels.fleetStats],
  ])('%s gets the latest message with its first answer when it asks since the beginning', async (_what, channel) => {
    await publish(channel, 1, 5);
    const client = await openUser(under.server.websocketUrl);
    const listening = listenTo(client, channel, { since: sinceLatest });
    await soon(() => expect(listening.data()).toEqual([{ seq: 5 }]));
    expect(listening.subscribed).toMatchObject([{ wasRecovering: true, recovered: true }]);
    await publish(channel, 6, 6);
    await soon(() => expect(listening.data()).toEqual(numbers(5, 6)));
  });

  it('of a job that told nothing yet is told that there is nothing', async () => {
    const channel = freshJobChannel();
    const listening = listenTo(await openUser(under.server.websocketUrl), channel, { since: sinceLatest });
    await soon(() => expect(listening.subscribed).toHaveLength(1));
    await publish(channel, 1, 1);
    await soon(() => expect(listening.data()).toEqual(numbers(1, 1)));
  });
});

describe('a half-open connection', () => {
  it('is noticed by the missing ping and replaced, and what was missed is recovered', async () => {
    const channel = freshNodeChannel();
    const { client, listening } = await listener(channel);
    await publish(channel, 1, 1);
    under.server.pause();
    try {
      await soon(() => expect(client.connecting.length).toBeGreaterThan(1));
    } finally {
      under.server.resume();
    }
    await publish(channel, 2, 2);
    await soon(() => expect(client.connected.length).toBeGreaterThan(1));
    await soon(() => expect(listening.data()).toEqual(numbers(1, 2)));
  });
});

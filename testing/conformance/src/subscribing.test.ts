import { allowSubscription, hangUp, refuse } from '@wowlab/centrifugo';
import { channels } from '@wowlab/protocol';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { freshJobChannel, freshNodeChannel } from './channel-names.ts';
import { startProxyEndpoint, type ProxyEndpoint } from './proxy-endpoint.ts';
import { listenTo, openUser } from './realtime-client.ts';
import { bootServer, type ServerUnderTest } from './server-under-test.ts';
import { soon } from './soon.ts';

const PROXY_TIMEOUT_MS = 300;

let proxy: ProxyEndpoint;
let under: ServerUnderTest;

beforeAll(async () => {
  proxy = await startProxyEndpoint();
  under = await bootServer({ proxyOrigin: proxy.origin, proxyTimeoutMs: PROXY_TIMEOUT_MS });
});
afterEach(() => {
  proxy.reset();
});

const url = () => under.server.websocketUrl;
const slowly = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 2 * PROXY_TIMEOUT_MS);
  });

describe('a subscription', () => {
  it('carries what the sentinel sends along with its consent', async () => {
    proxy.answers.subscribe = () => allowSubscription({ seq: 41 });
    const listening = listenTo(await openUser(url()), freshJobChannel());
    await soon(() => expect(listening.subscribed).toMatchObject([{ data: { seq: 41 } }]));
  });

  it('ends when the sentinel refuses it, and the connection stays', async () => {
    proxy.answers.subscribe = ({ channel }) =>
      channel.startsWith('node:') ? refuse('permissionDenied') : allowSubscription();
    const client = await openUser(url());
    const foreign = listenTo(client, freshNodeChannel());
    const own = listenTo(client, freshJobChannel());
    await soon(() => expect(foreign.unsubscribed).toMatchObject([{ code: 103 }]));
    await soon(() => expect(own.subscribed).toHaveLength(1));
    expect(foreign.subscribed).toEqual([]);
    expect(client.disconnected).toEqual([]);
  });

  it('gets no message of a channel it was refused', async () => {
    proxy.answers.subscribe = ({ user }) => (user === 'owner' ? allowSubscription() : refuse('permissionDenied'));
    const channel = freshJobChannel();
    const owner = listenTo(await openUser(url(), { subject: 'owner' }), channel);
    const stranger = listenTo(await openUser(url(), { subject: 'stranger' }), channel);
    await soon(() => expect(owner.subscribed).toHaveLength(1));
    await soon(() => expect(stranger.unsubscribed).toHaveLength(1));
    await under.api.publish(channel, { seq: 1 });
    await soon(() => expect(owner.data()).toEqual([{ seq: 1 }]));
    expect(stranger.data()).toEqual([]);
  });

  it('is tried again by itself when the sentinel says that the trouble is temporary', async () => {
    let asked = 0;
    proxy.answers.subscribe = () => {
      asked += 1;
      return asked < 3 ? refuse('unavailable') : allowSubscription();
    };
    const listening = listenTo(await openUser(url()), freshJobChannel());
    await soon(() => expect(listening.subscribed).toHaveLength(1));
    expect(listening.errors).toMatchObject([{ error: { code: 503 } }, { error: { code: 503 } }]);
    expect(asked).toBe(3);
  });

  it.each([
    ['answers HTTP 500', () => ({ status: 500 })],
    ['is slower than its timeout', () => slowly().then(() => allowSubscription())],
  ])('is tried again by itself when the sentinel %s', async (_what, badly) => {
    let asked = 0;
    proxy.answers.subscribe = () => {
      asked += 1;
      return asked === 1 ? badly() : allowSubscription();
    };
    const client = await openUser(url());
    const listening = listenTo(client, freshJobChannel());
    await soon(() => expect(listening.subscribed).toHaveLength(1));
    expect(listening.errors).toMatchObject([{ error: { code: 100, temporary: true } }]);
    expect(client.disconnected).toEqual([]);
  });

  it('that waits for a slow sentinel does not hold up the client’s other subscriptions', async () => {
    const slowChannel = freshJobChannel();
    const order: string[] = [];
    proxy.answers.subscribe = async ({ channel }) => {
      if (channel === slowChannel) await new Promise((resolve) => setTimeout(resolve, PROXY_TIMEOUT_MS - 100));
      return allowSubscription();
    };
    const client = await openUser(url());
    await soon(() => expect(client.connected).toHaveLength(1));
    const slow = listenTo(client, slowChannel);
    const quick = listenTo(client, freshJobChannel());
    slow.subscription.on('subscribed', () => order.push('slow'));
    quick.subscription.on('subscribed', () => order.push('quick'));
    await soon(() => expect(order).toEqual(['quick', 'slow']));
  });

  it('takes the whole connection down when the sentinel says so, for good at 4500 and above', async () => {
    proxy.answers.subscribe = () => hangUp('revoked');
    const client = await openUser(url());
    listenTo(client, freshJobChannel());
    await soon(() => expect(client.disconnected).toMatchObject([{ code: 4500, reason: 'revoked' }]));
  });

  it('is refused without asking the sentinel when its name fits no namespace', async () => {
    const client = await openUser(url());
    const names = [
      'job:',
      'job:*',
      'job:../../etc',
      `node:${'a'.repeat(90)}`,
      'node:ünïcödé',
      'user:*',
      'user:00000000-0000-4000-8000-00000000000G',
      'fleet:everything',
      'jobs',
      'nowhere:at-all',
      '$job:x',
    ];
    for (const name of names) {
      const listening = listenTo(client, name);
      await soon(() => expect(listening.unsubscribed).toHaveLength(1));
      expect(listening.subscribed).toEqual([]);
    }
    expect(proxy.asked.subscribe).toEqual([]);
    expect(client.disconnected).toEqual([]);
  });

  it('is refused without asking the sentinel when its name has 300 characters', async () => {
    const client = await openUser(url());
    const listening = listenTo(client, `job:${'x'.repeat(300)}`);
    await soon(() => expect(listening.unsubscribed.length + client.disconnected.length).toBeGreaterThan(0));
    expect(listening.subscribed).toEqual([]);
    expect(proxy.asked.subscribe).toEqual([]);
  });

  it('of the public numbers needs nobody’s consent', async () => {
    proxy.answers.subscribe = () => refuse('permissionDenied');
    const listening = listenTo(await openUser(url()), channels.fleetStats);
    await soon(() => expect(listening.subscribed).toHaveLength(1));
  });
});

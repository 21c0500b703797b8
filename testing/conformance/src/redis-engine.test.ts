import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sinceLatest } from '@wowlab/centrifugo';
import { startRedis, type LocalServer } from '@wowlab/servers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { cleanUpAtEnd } from './clean-up.ts';
import { freshJobChannel, freshNodeChannel } from './channel-names.ts';
import { startProxyEndpoint, type ProxyEndpoint } from './proxy-endpoint.ts';
import { listenTo, openUser, type Listening, type RealtimeClient } from './realtime-client.ts';
import { redisCommand } from './redis-command.ts';
import { bootServer, type ServerUnderTest } from './server-under-test.ts';
import { soon } from './soon.ts';

const RECONNECT_MS = 30_000;

let proxy: ProxyEndpoint;
let redis: LocalServer;
let first: ServerUnderTest;
let second: ServerUnderTest;

beforeAll(async () => {
  proxy = await startProxyEndpoint();
  redis = await startRedis({ dataDir: await mkdtemp(join(tmpdir(), 'wowlab-realtime-redis-')) });
  cleanUpAtEnd(() => redis.erase());
  const setup = { proxyOrigin: proxy.origin, redisUrl: redis.url, prefix: 'conformance' };
  [first, second] = await Promise.all([bootServer(setup), bootServer(setup)]);
});
afterEach(() => {
  proxy.reset();
});

const listener = async (
  at: ServerUnderTest,
  channel: string,
  subject = 'user-1',
): Promise<{ client: RealtimeClient; listening: Listening }> => {
  const client = await openUser(at.server.websocketUrl, { subject });
  const listening = listenTo(client, channel);
  await soon(() => expect(listening.subscribed).toHaveLength(1));
  return { client, listening };
};

const publish = async (at: ServerUnderTest, channel: string, ...data: object[]): Promise<void> => {
  for (const one of data) expect(await at.api.publish(channel, one)).toMatchObject({ kind: 'ok' });
};

describe('two servers that share one Redis', () => {
  it('deliver what was published on either to the listeners of both, once and in order', async () => {
    const channel = freshNodeChannel();
    const here = await listener(first, channel);
    const there = await listener(second, channel);
    await publish(first, channel, { seq: 1 });
    await publish(second, channel, { seq: 2 });
    await publish(first, channel, { seq: 3 });
    for (const { listening } of [here, there]) {
      await soon(() => expect(listening.data()).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }]));
    }
  });

  it('know who listens on the other', async () => {
    const channel = freshNodeChannel();
    await listener(first, channel, 'node-a');
    await listener(second, channel, 'node-b');
    for (const { api } of [first, second]) {
      const found = await api.presence(channel);
      expect(
        found.kind === 'ok' &&
          found.clients.map(({ user }) => user).toSorted((a, b) => (a ?? '').localeCompare(b ?? '')),
      ).toEqual(['node-a', 'node-b']);
    }
  });

  it('disconnect and unsubscribe users wherever they are', async () => {
    const { client: revoked } = await listener(second, freshNodeChannel(), 'revoked');
    const { client: reader, listening } = await listener(second, freshJobChannel(), 'reader');
    await first.api.disconnect('revoked', { code: 4500, reason: 'revoked' });
    await first.api.unsubscribe('reader', listening.subscription.channel);
    await soon(() => expect(revoked.disconnected).toMatchObject([{ code: 4500 }]));
    await soon(() => expect(listening.unsubscribed).toHaveLength(1));
    expect(reader.disconnected).toEqual([]);
  });

  it('count one idempotency key once between them', async () => {
    const channel = freshNodeChannel();
    const { listening } = await listener(second, channel);
    const one = await first.api.publish(channel, { from: 'first' }, { idempotencyKey: 'same' });
    const two = await second.api.publish(channel, { from: 'second' }, { idempotencyKey: 'same' });
    expect(two).toEqual(one);
    await publish(first, channel, { from: 'end' });
    await soon(() => expect(listening.data()).toEqual([{ from: 'first' }, { from: 'end' }]));
  });

  it('let a client that changes servers recover what it missed', async () => {
    const channel = freshNodeChannel();
    const { client, listening } = await listener(first, channel);
    await publish(first, channel, { seq: 1 });
    await soon(() => expect(listening.data()).toHaveLength(1));
    client.centrifuge.disconnect();
    await publish(first, channel, { seq: 2 }, { seq: 3 });
    const position = {
      offset: listening.publications[0]?.offset ?? 0,
      epoch: listening.subscribed[0]?.streamPosition?.epoch ?? '',
    };
    const moved = await openUser(second.server.websocketUrl);
    const continued = listenTo(moved, channel, { since: position });
    await soon(() => expect(continued.data()).toEqual([{ seq: 2 }, { seq: 3 }]));
    expect(continued.subscribed).toMatchObject([{ recovered: true }]);
  });

  it('both show in the information of either', async () => {
    await soon(async () => {
      const told = await first.api.info();
      expect(told.kind === 'ok' && told.servers.length).toBe(2);
    });
  });
});

describe('a server that goes and comes back', () => {
  it('tells its clients on an orderly end to come back, and they do and recover', async () => {
    const channel = freshNodeChannel();
    const { client, listening } = await listener(second, channel);
    await publish(first, channel, { seq: 1 });
    await soon(() => expect(listening.data()).toHaveLength(1));
    await second.server.stop();
    await soon(() => expect(client.connecting.some(({ code }) => code === 3001)).toBe(true));
    await publish(first, channel, { seq: 2 });
    await second.server.restart();
    await soon(() => expect(listening.data()).toEqual([{ seq: 1 }, { seq: 2 }]), RECONNECT_MS);
    expect(client.disconnected).toEqual([]);
  });

  it('that was killed is found again by its clients, which recover', async () => {
    const channel = freshNodeChannel();
    const { listening } = await listener(second, channel);
    await publish(first, channel, { seq: 1 });
    await soon(() => expect(listening.data()).toHaveLength(1));
    await second.server.kill();
    await publish(first, channel, { seq: 2 });
    await second.server.restart();
    await soon(() => expect(listening.data()).toEqual([{ seq: 1 }, { seq: 2 }]), RECONNECT_MS);
  });

  it('still has the latest message for late subscribers', async () => {
    const channel = freshJobChannel();
    await publish(second, channel, { seq: 1 }, { seq: 2 });
    await second.server.restart();
    const late = listenTo(await openUser(second.server.websocketUrl), channel, { since: sinceLatest });
    await soon(() => expect(late.data()).toEqual([{ seq: 2 }]));
  });
});

describe('Redis', () => {
  it('that lost everything makes clients ask for the truth instead of believing that they missed nothing', async () => {
    const channel = freshNodeChannel();
    const { client, listening } = await listener(first, channel);
    await publish(first, channel, { seq: 1 }, { seq: 2 });
    await soon(() => expect(listening.data()).toHaveLength(2));
    client.goOffline();
    await redisCommand(redis.port, 'FLUSHALL');
    await publish(first, channel, { seq: 3 });
    client.comeBack();
    await soon(() => expect(listening.subscribed.length).toBeGreaterThan(1));
    expect(listening.subscribed.at(-1)).toMatchObject({ wasRecovering: true, recovered: false });
  });

  it('that is away fails each publication in time, and all goes on when it is back', async () => {
    const channel = freshJobChannel();
    const { client, listening } = await listener(first, channel);
    await redis.stop();
    const started = Date.now();
    const outcome = await first.api.publish(channel, { seq: 1 });
    expect(outcome.kind).not.toBe('ok');
    expect(Date.now() - started).toBeLessThan(3_000);
    await redis.restart();
    let seq = 1;
    await soon(async () => {
      seq += 1;
      await publish(first, channel, { seq });
      await soon(() => expect(listening.data().at(-1)).toEqual({ seq }), 500);
    }, RECONNECT_MS);
    expect(client.disconnected).toEqual([]);
  });
});

import { RealtimeApi } from '@wowlab/centrifugo';
import { channels } from '@wowlab/protocol';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

import { cleanUpAfterTest } from './clean-up.ts';
import { freshJobChannel, freshNodeChannel } from './channel-names.ts';
import { startProxyEndpoint, type ProxyEndpoint } from './proxy-endpoint.ts';
import { listenTo, openUser } from './realtime-client.ts';
import { bootServer, secrets, type ServerUnderTest } from './server-under-test.ts';
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

const listener = async (channel: string, subject = 'user-1') => {
  const listening = listenTo(await openUser(under.server.websocketUrl, { subject }), channel);
  await soon(() => expect(listening.subscribed).toHaveLength(1));
  return listening;
};

describe('a client', () => {
  it.each([
    ['job', freshJobChannel()],
    ['node', freshNodeChannel()],
    ['fleet', channels.fleetStats],
  ])('may not publish to a %s channel it listens to', async (_namespace, channel) => {
    const listening = await listener(channel);
    await expect(listening.subscription.publish({ forged: true })).rejects.toMatchObject({ code: 103 });
    await under.api.publish(channel, { forged: false });
    await soon(() => expect(listening.data()).toEqual([{ forged: false }]));
  });

  it('may not publish to a channel it does not listen to', async () => {
    const client = await openUser(under.server.websocketUrl);
    await expect(client.centrifuge.publish(freshJobChannel(), {})).rejects.toMatchObject({ code: 103 });
  });

  it('may read neither presence nor history', async () => {
    const listening = await listener(freshNodeChannel());
    await expect(listening.subscription.presence()).rejects.toMatchObject({ code: 103 });
    await expect(listening.subscription.presenceStats()).rejects.toMatchObject({ code: 103 });
    await expect(listening.subscription.history({ limit: 10 })).rejects.toMatchObject({ code: 103 });
  });

  it('that sends more than the limit in one message is cut off', async () => {
    const client = await openUser(under.server.websocketUrl);
    await soon(() => expect(client.connected).toHaveLength(1));
    const answer = client.centrifuge.rpc('big', { padding: 'x'.repeat(70_000) });
    await expect(answer).rejects.toBeDefined();
    await soon(() => expect(client.connecting.length + client.disconnected.length).toBeGreaterThan(1));
    expect(proxy.asked.rpc).toEqual([]);
  });
});

describe('the HTTP API', () => {
  it('publishes to every listener of a channel, in order', async () => {
    const channel = freshNodeChannel();
    const [one, two] = [await listener(channel, 'a'), await listener(channel, 'b')];
    for (let seq = 1; seq <= 20; seq += 1) {
      await expect(under.api.publish(channel, { seq })).resolves.toMatchObject({ kind: 'ok', offset: seq });
    }
    const all = Array.from({ length: 20 }, (_, index) => ({ seq: index + 1 }));
    await soon(() => expect(one.data()).toEqual(all));
    await soon(() => expect(two.data()).toEqual(all));
  });

  it('keeps data as they are: digits, unicode and nesting', async () => {
    const channel = freshJobChannel();
    const listening = await listener(channel);
    const data = { big: 9_007_199_254_740_991, text: '<b>\u202Eünï\u0000</b>', deep: [[{ a: null }]] };
    await under.api.publish(channel, data);
    await soon(() => expect(listening.data()).toEqual([data]));
  });

  it('publishes once for one idempotency key and answers the repeat with the first position', async () => {
    const channel = freshNodeChannel();
    const listening = await listener(channel);
    const first = await under.api.publish(channel, { try: 1 }, { idempotencyKey: 'key-1' });
    const repeat = await under.api.publish(channel, { try: 2 }, { idempotencyKey: 'key-1' });
    expect(first).toMatchObject({ kind: 'ok', offset: 1 });
    expect(repeat).toEqual(first);
    await under.api.publish(channel, { try: 3 }, { idempotencyKey: 'key-2' });
    await soon(() => expect(listening.data()).toEqual([{ try: 1 }, { try: 3 }]));
  });

  it('broadcasts to many channels and names the one it does not know', async () => {
    const wanted = [freshJobChannel(), freshNodeChannel()];
    const listening = await Promise.all(wanted.map((channel) => listener(channel)));
    const outcome = await under.api.broadcast([...wanted, 'nowhere:x'], { all: true });
    expect(outcome).toMatchObject({
      kind: 'ok',
      items: [{ kind: 'ok' }, { kind: 'ok' }, { kind: 'refused', code: 102 }],
    });
    for (const one of listening) await soon(() => expect(one.data()).toEqual([{ all: true }]));
  });

  it('runs a batch and answers each command at its place', async () => {
    const channel = freshJobChannel();
    const listening = await listener(channel);
    const outcome = await under.api.batch([
      { publish: { channel: 'nowhere:x', data: {} } },
      { publish: { channel, data: { in: 'batch' } } },
      { broadcast: { channels: [freshJobChannel()], data: {} } },
      { unsubscribe: { user: 'nobody', channel } },
      { disconnect: { user: 'nobody' } },
    ]);
    expect(outcome).toEqual({
      kind: 'ok',
      items: [
        { kind: 'refused', code: 102, message: 'unknown channel' },
        ...Array.from({ length: 4 }, () => ({ kind: 'ok' })),
      ],
    });
    await soon(() => expect(listening.data()).toEqual([{ in: 'batch' }]));
  });

  it('refuses channels without a namespace it knows, empty ones, and messages without data', async () => {
    await expect(under.api.publish('nowhere:x', {})).resolves.toMatchObject({ kind: 'refused', code: 102 });
    await expect(under.api.publish('', {})).resolves.toMatchObject({ kind: 'refused', code: 107 });
    await expect(under.api.publish(freshJobChannel(), undefined)).resolves.toMatchObject({
      kind: 'refused',
      code: 107,
    });
    await expect(under.api.broadcast([], {})).resolves.toMatchObject({ kind: 'refused', code: 107 });
  });

  it.each([['wrong key of more than 32 characters'], [`${secrets.apiKey} `.trim().slice(0, -1)], ['']])(
    'answers 401 to the key %j',
    async (apiKey) => {
      const api = new RealtimeApi({ url: under.server.apiUrl, apiKey });
      cleanUpAfterTest(() => api.close());
      await expect(api.publish(freshJobChannel(), {})).resolves.toMatchObject({ kind: 'refused', code: 401 });
      await expect(api.info()).resolves.toMatchObject({ kind: 'refused', code: 401 });
    },
  );

  it('is not on the port of the clients, nor are the metrics', async () => {
    for (const path of ['/api/info', '/metrics', '/health']) {
      const response = await fetch(under.server.url + path, { method: path.startsWith('/api') ? 'POST' : 'GET' });
      await response.arrayBuffer();
      expect(response.status).toBe(404);
    }
  });

  it('answers health, and metrics that count what happened', async () => {
    await listener(freshJobChannel());
    const health = await fetch(`${under.server.apiUrl}/health`);
    expect(health.status).toBe(200);
    await health.arrayBuffer();
    const metrics = await fetch(`${under.server.apiUrl}/metrics`);
    expect(await metrics.text()).toMatch(/^centrifugo_node_messages_sent_count\{.*\} [1-9]/m);
  });

  it('answers 400 to a body that is no JSON and 404 or 405 to what it does not offer', async () => {
    const headers = { 'x-api-key': secrets.apiKey };
    const post = (path: string, body: string) =>
      fetch(`${under.server.apiUrl}${path}`, { method: 'POST', headers, body }).then(({ status }) => status);
    expect(await post('/api/publish', '{"channel":')).toBe(400);
    expect(await post('/api/format_disk', '{}')).toBe(404);
    const got = await fetch(`${under.server.apiUrl}/api/info`, { headers });
    expect(got.status).toBe(405);
  });
});

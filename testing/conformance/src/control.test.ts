import { answerRpc, hangUp, proxyDisconnects, refuse } from '@wowlab/centrifugo';
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

describe('presence', () => {
  it('of a node channel names who listens, and forgets who left', async () => {
    const channel = freshNodeChannel();
    const one = await openUser(url(), { subject: 'node-a' });
    const two = await openUser(url(), { subject: 'node-b' });
    const listening = [listenTo(one, channel), listenTo(two, channel)];
    for (const each of listening) await soon(() => expect(each.subscribed).toHaveLength(1));
    const users = async () => {
      const found = await under.api.presence(channel);
      return found.kind === 'ok'
        ? found.clients.map(({ user }) => user ?? '').toSorted((a, b) => a.localeCompare(b))
        : found;
    };
    expect(await users()).toEqual(['node-a', 'node-b']);
    two.centrifuge.disconnect();
    await soon(async () => expect(await users()).toEqual(['node-a']));
  });

  it('of a job channel is not kept, and of an unknown one is not known', async () => {
    await expect(under.api.presence(freshJobChannel())).resolves.toMatchObject({ kind: 'refused', code: 108 });
    await expect(under.api.presence('nowhere:x')).resolves.toMatchObject({ kind: 'refused', code: 102 });
  });

  it('tells nobody who comes and goes', async () => {
    const channel = freshNodeChannel();
    const told: unknown[] = [];
    const listening = listenTo(await openUser(url(), { subject: 'a' }), channel);
    listening.subscription.on('join', (context) => told.push(context));
    listening.subscription.on('leave', (context) => told.push(context));
    await soon(() => expect(listening.subscribed).toHaveLength(1));
    const visitor = await openUser(url(), { subject: 'b' });
    const visiting = listenTo(visitor, channel);
    await soon(() => expect(visiting.subscribed).toHaveLength(1));
    visitor.centrifuge.disconnect();
    await under.api.publish(channel, {});
    await soon(() => expect(listening.publications).toHaveLength(1));
    expect(told).toEqual([]);
  });
});

describe('the sentinel', () => {
  it('disconnects every connection of one user for good, and nobody else’s', async () => {
    const revoked = [await openUser(url(), { subject: 'revoked' }), await openUser(url(), { subject: 'revoked' })];
    const other = await openUser(url(), { subject: 'other' });
    for (const client of [...revoked, other]) await soon(() => expect(client.connected).toHaveLength(1));
    await expect(under.api.disconnect('revoked', proxyDisconnects.revoked)).resolves.toEqual({ kind: 'ok' });
    for (const client of revoked)
      await soon(() => expect(client.disconnected).toMatchObject([{ code: 4500, reason: 'revoked' }]));
    expect(other.centrifuge.state).toBe('connected');
  });

  it('sends a user away for a moment with a code below 4500, and the client comes back', async () => {
    const client = await openUser(url(), { subject: 'visitor' });
    await soon(() => expect(client.connected).toHaveLength(1));
    await under.api.disconnect('visitor', proxyDisconnects.draining);
    await soon(() => expect(client.connected).toHaveLength(2));
    expect(client.disconnected).toEqual([]);
  });

  it('takes a user out of one channel and leaves the connection and other channels alone', async () => {
    const client = await openUser(url(), { subject: 'reader' });
    const gone = listenTo(client, freshJobChannel());
    const kept = listenTo(client, freshJobChannel());
    await soon(() => expect([gone.subscribed, kept.subscribed].flat()).toHaveLength(2));
    await expect(under.api.unsubscribe('reader', gone.subscription.channel)).resolves.toEqual({ kind: 'ok' });
    await soon(() => expect(gone.unsubscribed).toHaveLength(1));
    await under.api.broadcast([gone.subscription.channel, kept.subscription.channel], { still: 'here' });
    await soon(() => expect(kept.data()).toEqual([{ still: 'here' }]));
    expect(gone.data()).toEqual([]);
    expect(client.connected).toHaveLength(1);
  });
});

describe('an RPC call', () => {
  it('reaches the sentinel with user, meta, method and data, and brings its answer back', async () => {
    proxy.answers.rpc = ({ user, method, data, meta }) => answerRpc({ user, method, data, meta });
    const client = await openUser(url(), { subject: 'node-1', kind: 'node' });
    await expect(client.centrifuge.rpc('ping', { n: 1 })).resolves.toEqual({
      data: { user: 'node-1', method: 'ping', data: { n: 1 }, meta: { kind: 'node' } },
    });
  });

  it('is refused as the sentinel says', async () => {
    proxy.answers.rpc = () => refuse('methodNotFound');
    const client = await openUser(url());
    await expect(client.centrifuge.rpc('ping', {})).rejects.toMatchObject({ code: 104 });
  });

  it('fails temporarily when the sentinel is slower than its timeout, and the connection stays', async () => {
    proxy.answers.rpc = async () => {
      await new Promise((resolve) => setTimeout(resolve, 2 * PROXY_TIMEOUT_MS));
      return answerRpc('late');
    };
    const client = await openUser(url());
    await expect(client.centrifuge.rpc('ping', {})).rejects.toMatchObject({ code: 100, temporary: true });
    expect(client.connecting).toHaveLength(1);
  });

  it('ends the connection when the sentinel hangs up', async () => {
    proxy.answers.rpc = () => hangUp('revoked');
    const client = await openUser(url());
    await expect(client.centrifuge.rpc('ping', {})).rejects.toBeDefined();
    await soon(() => expect(client.disconnected).toMatchObject([{ code: 4500 }]));
  });

  it('of a namespaced method, which nobody configured, is refused without asking', async () => {
    const client = await openUser(url());
    await expect(client.centrifuge.rpc('admin:ping', {})).rejects.toMatchObject({ code: 104 });
    expect(proxy.asked.rpc).toEqual([]);
  });
});

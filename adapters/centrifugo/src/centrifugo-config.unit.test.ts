import { channels, localUserId, makeJobId } from '@wowlab/protocol';
import { describe, expect, it } from 'vitest';

import { centrifugoConfig } from './centrifugo-config.ts';
import type { CentrifugoOptions } from './centrifugo-options.ts';

const options: CentrifugoOptions = {
  address: '127.0.0.1',
  port: 8000,
  tokenSecret: 't'.repeat(32),
  apiKey: 'a'.repeat(32),
  proxySecret: 'p'.repeat(32),
  proxyOrigin: 'http://127.0.0.1:8081',
  allowedOrigins: ['http://127.0.0.1:8080'],
  redisUrl: 'redis://127.0.0.1:6379',
};

const namespaceOf = (channel: string) => {
  const [name, rest] = channel.split(':', 2);
  return { namespace: centrifugoConfig(options).channel.namespaces.find((one) => one.name === name), rest: rest ?? '' };
};

describe('the configuration file', () => {
  it('holds a namespace for every channel of the protocol, and lets its names through', () => {
    const jobId = makeJobId(1_700_000_000_000, new Uint8Array(10).fill(7));
    for (const channel of [
      channels.job(jobId),
      channels.node('abcdefghijklmnopqrstuvwxyz234567'),
      channels.user(localUserId),
      channels.fleetStats,
    ]) {
      const { namespace, rest } = namespaceOf(channel);
      expect(namespace).toBeDefined();
      expect(rest).toMatch(new RegExp(namespace?.channel_regex ?? '(?!)'));
    }
  });

  it('refuses wildcards, empty, oversized and foreign names before the sentinel is asked', () => {
    for (const name of ['job', 'node', 'user', 'fleet']) {
      const { namespace } = namespaceOf(`${name}:`);
      for (const rest of ['', '*', 'x'.repeat(300), 'ünï', '../stats', 'stats\n']) {
        expect(rest).not.toMatch(new RegExp(namespace?.channel_regex ?? ''));
      }
    }
  });

  it('lets no client publish, asks the sentinel for private channels, and never pushes join and leave messages', () => {
    for (const namespace of centrifugoConfig(options).channel.namespaces) {
      expect(Object.keys(namespace).filter((key) => key.includes('publish') || key.includes('join'))).toEqual([]);
      expect(namespace.subscribe_proxy_enabled === true).toBe(namespace.name !== 'fleet');
    }
  });

  it('keeps the refresh proxy off, so that clients must bring a new token', () => {
    expect(centrifugoConfig(options).client.proxy.refresh).toEqual({ enabled: false });
  });

  it('names every wrong option at once and quotes no secret', () => {
    const attempt = () =>
      centrifugoConfig({
        ...options,
        port: 0,
        apiKey: 'short-key',
        proxyOrigin: 'http://h/path',
        redisUrl: 'http://x',
      });
    expect(attempt).toThrow(/port is 0.*apiKey has 9 characters.*proxyOrigin is "http:\/\/h\/path".*redisUrl/);
    expect(attempt).not.toThrow(/short-key/);
  });

  it('refuses one secret in two places', () => {
    expect(() => centrifugoConfig({ ...options, apiKey: options.tokenSecret })).toThrow(/must differ/);
  });
});

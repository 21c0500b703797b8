import { describe, expect, it } from 'vitest';

import type { CentrifugoConfig } from '@wowlab/centrifugo';

import { bootServer } from './server-under-test.ts';

/** Changes a file as a hand that slipped would; the types know no such file. */
const bootWith = (change: (config: CentrifugoConfig) => object) =>
  bootServer({ proxyOrigin: 'http://127.0.0.1:9', adjust: (config) => change(config) as CentrifugoConfig });

describe('the configuration file', () => {
  it('that deployments use is accepted, and the server starts', async () => {
    const { api } = await bootWith((config) => config);
    await expect(api.info()).resolves.toMatchObject({ kind: 'ok', servers: [{ num_clients: 0 }] });
  });

  it.each([
    ['at the top', (config: CentrifugoConfig) => ({ ...config, enginee: { type: 'redis' } }), 'enginee'],
    [
      'deep inside',
      (config: CentrifugoConfig) => ({ ...config, websocket: { ...config.websocket, compresion: true } }),
      'websocket.compresion',
    ],
    [
      'of an earlier major version',
      (config: CentrifugoConfig) => ({ ...config, token_hmac_secret_key: 'x' }),
      'token_hmac_secret_key',
    ],
  ])('with an unknown key %s is refused before the server starts, naming the key', async (_where, change, key) => {
    await expect(bootWith(change)).rejects.toThrow(
      new RegExp(`refuses its configuration.*${key.replace('.', '\\.')}`, 's'),
    );
  });

  it('with recovery but without history is refused', async () => {
    const withoutHistory = bootWith((config) => ({
      ...config,
      channel: {
        ...config.channel,
        namespaces: config.channel.namespaces.map((namespace) => ({
          ...namespace,
          history_size: 0,
          history_ttl: '0s',
        })),
      },
    }));
    await expect(withoutHistory).rejects.toThrow(/history/);
  });

  it('with a proxy without an address is refused', async () => {
    const withoutAddress = bootWith((config) => ({
      ...config,
      client: {
        ...config.client,
        proxy: { ...config.client.proxy, connect: { ...config.client.proxy.connect, endpoint: '' } },
      },
    }));
    await expect(withoutAddress).rejects.toThrow(/client\.proxy\.connect/);
  });
});

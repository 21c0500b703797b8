import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { centrifugoConfig, RealtimeApi, type CentrifugoConfig } from '@wowlab/centrifugo';
import { buildBeacon, freePort, startCentrifugo, type LocalCentrifugo } from '@wowlab/servers';

import { beforeAll } from 'vitest';

import { cleanUpAtEnd } from './clean-up.ts';

export const secrets = {
  tokenSecret: 'conformance token secret, 32 chars+',
  apiKey: 'conformance API key, 32 characters+',
  proxySecret: 'conformance proxy secret, 32 chars+',
} as const;

export const pageOrigin = 'http://portal.test';

/** `CENTRIFUGO_BIN`, or beacon as these sources say it. */
export const binaryUnderTest = async (): Promise<string> => {
  const named = process.env['CENTRIFUGO_BIN'];
  if (named !== undefined && named !== '') return named;
  const built = await buildBeacon(() => undefined);
  if (built.kind === 'impossible') throw new Error(built.reason);
  return built.path;
};

/** On a fresh machine the first file that runs waits for the compiler. */
const BUILD_TIMEOUT_MS = 15 * 60_000;
beforeAll(() => binaryUnderTest(), BUILD_TIMEOUT_MS);

export interface ServerUnderTest {
  readonly server: LocalCentrifugo;
  readonly api: RealtimeApi;
  readonly config: CentrifugoConfig;
}

export interface ServerSetup {
  readonly proxyOrigin: string;
  readonly redisUrl?: string;
  readonly prefix?: string;
  readonly proxyTimeoutMs?: number;
  /** Further changes of the file, for quick pings. */
  readonly adjust?: (config: CentrifugoConfig) => CentrifugoConfig;
}

/** Boots the server with the configuration deployments use; it is stopped and its folder removed after the file's tests. */
export const bootServer = async (setup: ServerSetup): Promise<ServerUnderTest> => {
  const plain = centrifugoConfig({
    address: '127.0.0.1',
    port: await freePort(),
    internal: { address: '127.0.0.1', port: await freePort() },
    ...secrets,
    proxyOrigin: setup.proxyOrigin,
    proxyTimeoutMs: setup.proxyTimeoutMs ?? 1_000,
    allowedOrigins: [pageOrigin],
    ...(setup.redisUrl === undefined ? {} : { redisUrl: setup.redisUrl }),
    ...(setup.prefix === undefined ? {} : { prefix: setup.prefix }),
  });
  const config = setup.adjust?.(plain) ?? plain;
  const dataDir = await mkdtemp(join(tmpdir(), 'wowlab-realtime-'));
  cleanUpAtEnd(() => rm(dataDir, { recursive: true, force: true }));
  const server = await startCentrifugo({ dataDir, config, binary: await binaryUnderTest() });
  cleanUpAtEnd(() => server.stop());
  const api = new RealtimeApi({ url: server.apiUrl, apiKey: secrets.apiKey });
  cleanUpAtEnd(() => api.close());
  return { server, api, config };
};

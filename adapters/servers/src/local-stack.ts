import { join } from 'node:path';
import { centrifugoConfig } from '@wowlab/centrifugo';
import { startCentrifugo, type LocalCentrifugo } from './centrifugo-server.ts';
import { freePort } from './free-port.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { startLocalProgram, type LocalProgram } from './local-program.ts';
import type { LocalServer } from './local-server.ts';
import { checkOutsideServer } from './outside-server.ts';
import { startPostgres } from './postgres-server.ts';
import { startRedis } from './redis-server.ts';
import { stackSecrets } from './secrets.ts';
import { together } from './together.ts';

export interface LocalStackOptions {
  /** Where the built programs lie: `sentinel.mjs`, `node.mjs`, `engine/`, `portal/`. */
  readonly distDir: string;
  readonly migrationsDir: string;
  readonly dataDir: string;
  /** Port of the one address; 0 takes a free one. */
  readonly port: number;
  readonly sentinels: number;
  readonly realtimeServers: number;
  readonly nodes: number;
  /** Worker threads of each node; left out, one per core shared out over the nodes. */
  readonly workers?: number;
  /** A server that runs already, instead of a local one. */
  readonly redisUrl?: string | undefined;
  readonly databaseUrl?: string | undefined;
  /** As hosted: users bring tokens, and machines are nobody's until they are claimed. A local stack has one user if left out. */
  readonly hosted?: boolean;
  /** Further environment of every program. */
  readonly env?: Readonly<Record<string, string>>;
  /** Aborting it while the stack starts stops what has started; `startLocalStack` then rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Told as each part is ready. */
  readonly notify?: (line: string) => void;
  /** Sees what the programs write, with the program's name. */
  readonly onOutput?: (name: string, text: string) => void;
}

/** The whole system on this machine. Every part is a real process and can be broken and mended one by one. */
export interface LocalStack {
  /** The one address of portal, REST, node API and realtime. */
  readonly url: string;
  readonly redisUrl: string;
  readonly databaseUrl: string;
  /** Undefined where an outside server is used. */
  readonly redis: LocalServer | undefined;
  readonly postgres: LocalServer | undefined;
  readonly realtime: readonly LocalCentrifugo[];
  readonly sentinels: readonly LocalProgram[];
  /** Public address of each sentinel, without the gateway. */
  readonly sentinelUrls: readonly string[];
  readonly internalUrls: readonly string[];
  readonly nodes: readonly LocalProgram[];
  readonly gateway: Gateway;
  /** Starts one more node; `name` also names its data folder, so that the same name resumes. */
  addNode(
    name: string,
    options?: { readonly workers?: number; readonly env?: Readonly<Record<string, string>> },
  ): Promise<LocalProgram>;
  /** Drains in the order that loses nothing: nodes, sentinels, realtime, stores. */
  close(): Promise<void>;
}

const host = '127.0.0.1';
/** A sentinel drains for up to 30 s, a node finishes its chunks within as much. */
const drainGraceMs = 35_000;
const readyPollTimeoutMs = 1_000;

const answersOk = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(readyPollTimeoutMs) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
};

/**
 * Boots Redis, Postgres, the realtime server, sentinels behind one address, and nodes, in parallel where they do not need
 * each other.
 *
 * @throws when a part can not be found, installed or started; what had started is stopped again.
 */
export const startLocalStack = async (options: LocalStackOptions): Promise<LocalStack> => {
  const undo: (() => Promise<unknown>)[] = [];
  const starting: Promise<unknown>[] = [];
  const close = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    return await boot(options, undo, starting, close);
  } catch (error) {
    // What is still on its way up is waited for, so that it is stopped too.
    await Promise.allSettled(starting);
    await close();
    throw error;
  }
};

const boot = async (
  options: LocalStackOptions,
  undo: (() => Promise<unknown>)[],
  starting: Promise<unknown>[],
  close: () => Promise<void>,
): Promise<LocalStack> => {
  const notify = options.notify ?? (() => undefined);
  const inData = (name: string): string => join(options.dataDir, name);
  const secrets = await stackSecrets(options.dataDir);
  const keep = async <Started extends { stop(): Promise<unknown> }>(
    name: string,
    part: Promise<Started>,
  ): Promise<Started> => {
    starting.push(part);
    const started = await part;
    undo.push(() => started.stop());
    notify(name);
    options.signal?.throwIfAborted();
    return started;
  };

  await together([
    options.redisUrl === undefined ? undefined : checkOutsideServer('REDIS_URL', options.redisUrl),
    options.databaseUrl === undefined ? undefined : checkOutsideServer('DATABASE_URL', options.databaseUrl),
  ]);
  const [redis, postgres] = await together([
    options.redisUrl === undefined ? keep('redis', startRedis({ dataDir: inData('redis'), notify })) : undefined,
    options.databaseUrl === undefined
      ? keep('postgres', startPostgres({ dataDir: inData('postgres'), notify }))
      : undefined,
  ]);
  const redisUrl = options.redisUrl ?? redis?.url ?? '';
  const databaseUrl = options.databaseUrl ?? postgres?.url ?? '';

  const ports = await Promise.all(
    Array.from({ length: options.sentinels }, async () => ({ open: await freePort(), internal: await freePort() })),
  );
  const internalGateway = await startGateway({
    host,
    port: 0,
    sentinels: ports.map(({ internal }) => ({ host, port: internal })),
    realtime: [],
  });
  undo.push(() => internalGateway.close());
  const realtimePorts = await Promise.all(Array.from({ length: options.realtimeServers }, () => freePort()));
  const gateway = await startGateway({
    host,
    port: options.port,
    sentinels: ports.map(({ open }) => ({ host, port: open })),
    realtime: realtimePorts.map((port) => ({ host, port })),
  });
  undo.push(() => gateway.close());
  const origins = [gateway.url, `http://localhost:${gateway.port}`];

  const realtimeStarting = together(
    realtimePorts.map((port, index) =>
      keep(
        `realtime ${index + 1}`,
        startCentrifugo({
          dataDir: inData(`realtime-${index + 1}`),
          config: centrifugoConfig({
            address: host,
            port,
            tokenSecret: secrets.centrifugoTokenSecret,
            apiKey: secrets.centrifugoApiKey,
            proxySecret: secrets.centrifugoProxySecret,
            proxyOrigin: internalGateway.url,
            allowedOrigins: origins,
            redisUrl,
          }),
          notify,
        }),
      ),
    ),
  );
  // Awaited after the migration. If it fails meanwhile that is told then, in order, and is no unhandled rejection now.
  realtimeStarting.catch(() => undefined);

  // Where the stores are is the sentinels' knowledge alone.
  const { REDIS_URL: _redis, DATABASE_URL: _database, ...ownEnv } = process.env;
  const baseEnv = {
    ...ownEnv,
    NODE_ENV: 'production',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    ...options.env,
  };
  const output = (name: string) => {
    const onOutput = options.onOutput;
    return onOutput === undefined ? {} : { onOutput: (text: string) => onOutput(name, text) };
  };
  const sentinelEnv = (index: number): NodeJS.ProcessEnv => ({
    ...baseEnv,
    SENTINEL_HOST: host,
    SENTINEL_PORT: String(ports[index]?.open),
    SENTINEL_INTERNAL_HOST: host,
    SENTINEL_INTERNAL_PORT: String(ports[index]?.internal),
    PUBLIC_ORIGINS: [...origins, `http://${host}:${ports[index]?.open}`].join(','),
    REDIS_URL: redisUrl,
    DATABASE_URL: databaseUrl,
    CENTRIFUGO_API_URL: `http://${host}:${realtimePorts[index % realtimePorts.length]}`,
    CENTRIFUGO_API_KEY: secrets.centrifugoApiKey,
    CENTRIFUGO_TOKEN_SECRET: secrets.centrifugoTokenSecret,
    CENTRIFUGO_PROXY_SECRET: secrets.centrifugoProxySecret,
    SUPABASE_JWT_SECRET: secrets.jwtSecret,
    LOCAL_MODE: options.hosted === true ? '0' : '1',
    ENGINE_MANIFEST: join(options.distDir, 'engine/manifest.json'),
    PORTAL_DIR: join(options.distDir, 'portal'),
    MIGRATIONS_DIR: options.migrationsDir,
  });
  const sentinelProgram = join(options.distDir, 'sentinel.mjs');
  const migration = await startLocalProgram({
    name: 'sentinel migrate',
    command: process.execPath,
    args: [sentinelProgram, 'migrate'],
    env: sentinelEnv(0),
    ...output('migrate'),
  });
  const migrated = await migration.exited;
  if (migrated.code !== 0) throw new Error(`The database could not be migrated:\n${migration.logTail()}`);
  notify('migrations');

  const startSentinel = (_: unknown, index: number): Promise<LocalProgram> =>
    startLocalProgram({
      name: `sentinel ${index + 1}`,
      command: process.execPath,
      args: [sentinelProgram, 'serve'],
      env: sentinelEnv(index),
      isReady: () => answersOk(`http://${host}:${ports[index]?.open}/readyz`),
      stopGraceMs: drainGraceMs,
      ...output(`sentinel ${index + 1}`),
    });
  const realtime = await realtimeStarting;
  const sentinels = await together(ports.map((_, index) => keep(`sentinel ${index + 1}`, startSentinel(_, index))));

  const nodes: LocalProgram[] = [];
  const addNode: LocalStack['addNode'] = async (name, more = {}) => {
    const workers = more.workers ?? options.workers;
    const node = await startLocalProgram({
      name,
      command: process.execPath,
      args: [join(options.distDir, 'node.mjs')],
      env: {
        ...baseEnv,
        WOWLAB_SERVER: gateway.url,
        WOWLAB_DATA_DIR: inData(name),
        WOWLAB_NODE_NAME: name,
        ENGINE_BUNDLE: join(options.distDir, 'engine/engine.mjs'),
        ...(workers === undefined ? {} : { WOWLAB_WORKERS: String(workers) }),
        ...more.env,
      },
      stopGraceMs: drainGraceMs,
      ...output(name),
    });
    nodes.push(node);
    notify(name);
    return node;
  };
  undo.push(() => Promise.all(nodes.map((node) => node.stop())));
  await Promise.all(Array.from({ length: options.nodes }, (_, index) => addNode(`node-${index + 1}`)));

  return {
    url: gateway.url,
    redisUrl,
    databaseUrl,
    redis,
    postgres,
    realtime,
    sentinels,
    sentinelUrls: ports.map(({ open }) => `http://${host}:${open}`),
    internalUrls: ports.map(({ internal }) => `http://${host}:${internal}`),
    nodes,
    gateway,
    addNode,
    close,
  };
};

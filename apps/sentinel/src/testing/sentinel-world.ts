import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@wowlab/postgres';
import { localUserId } from '@wowlab/protocol';
import { createLogger } from '@wowlab/runtime';
import { freePort, startPostgres, startRedis } from '@wowlab/servers';
import type { SentinelConfig } from '../config.ts';
import { type SentinelContext, systemContext } from '../context.ts';
import { createUserTokens } from '../auth/user-tokens.ts';
import { type Sentinel, startSentinel } from '../start-sentinel.ts';
import { send, type Response, type Wanted } from './send.ts';

export const engineBuild = 'b'.repeat(64);
export const secrets = {
  apiKey: `api-key-${'1'.repeat(32)}`,
  token: `token-secret-${'2'.repeat(32)}`,
  proxy: `proxy-secret-${'3'.repeat(32)}`,
  jwt: `jwt-secret-${'4'.repeat(32)}`,
} as const;

export interface RunningSentinel extends Sentinel {
  readonly config: SentinelConfig;
  /** What it logged, line by line. */
  readonly logged: readonly string[];
}

/** Real Redis and Postgres, migrated, and any number of sentinels in this process over them. */
export class SentinelWorld {
  readonly redis: Awaited<ReturnType<typeof startRedis>>;
  readonly postgres: Awaited<ReturnType<typeof startPostgres>>;
  readonly folder: string;
  readonly #sentinels: RunningSentinel[] = [];
  /** Every key of this world on its Redis carries it. */
  readonly tag: string = `{t${randomUUID().slice(0, 8)}}`;

  private constructor(redis: SentinelWorld['redis'], postgres: SentinelWorld['postgres'], folder: string) {
    this.redis = redis;
    this.postgres = postgres;
    this.folder = folder;
  }

  static async open(): Promise<SentinelWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'wowlab-sentinel-'));
    const notify = (): void => undefined;
    const [redis, postgres] = await Promise.all([
      startRedis({ dataDir: join(folder, 'redis'), notify }),
      startPostgres({ dataDir: join(folder, 'postgres'), notify }),
    ]);
    const directory = fileURLToPath(new URL('../../../../supabase/migrations', import.meta.url));
    await migrate({ url: postgres.url, directory });
    const manifest = { build: engineBuild, specs: [{ ruleset: 'mop', class: 'hunter', spec: 'beast_mastery' }] };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    return new SentinelWorld(redis, postgres, folder);
  }

  async start(over: Partial<SentinelConfig> = {}, context: Partial<SentinelContext> = {}): Promise<RunningSentinel> {
    const port = over.port ?? (await freePort());
    const config: SentinelConfig = {
      host: '127.0.0.1',
      port,
      internalHost: '127.0.0.1',
      internalPort: 0,
      publicOrigins: [`http://127.0.0.1:${port}`],
      trustedProxies: ['loopback'],
      redisUrl: this.redis.url,
      redisTag: this.tag,
      databaseUrl: this.postgres.url,
      // Nothing listens there: all realtime messages are lost, as they may be.
      centrifugoApiUrl: 'http://127.0.0.1:9',
      centrifugoApiKey: secrets.apiKey,
      tokenSecret: secrets.token,
      proxySecret: secrets.proxy,
      realtimeUrl: '/connection/websocket',
      jwtSecret: secrets.jwt,
      jwtIssuer: 'http://wowlab.test/auth/v1',
      localMode: true,
      engineManifest: join(this.folder, 'manifest.json'),
      portalDir: null,
      migrationsDir: 'supabase/migrations',
      logLevel: 'debug',
      ...over,
    };
    const logged: string[] = [];
    const log = createLogger({
      name: 'sentinel',
      level: 'debug',
      format: 'json',
      destination: { write: (line: string) => logged.push(line) },
    });
    const sentinel = await startSentinel(config, { ...systemContext('silent'), log, ...context });
    const running = { ...sentinel, config, logged };
    this.#sentinels.push(running);
    return running;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sentinels.map((sentinel) => sentinel.close()));
    await Promise.all([this.redis.erase(), this.postgres.erase()]);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A token of a user, as their session would give it. */
export const tokenOf = async (user: string = localUserId): Promise<string> => {
  const tokens = createUserTokens({ secret: secrets.jwt, issuer: 'http://wowlab.test/auth/v1', now: Date.now });
  return (await tokens.issue(user)).token;
};

/** A request as a user: JSON in, token along. */
export const asUser = async (
  sentinel: Sentinel,
  path: string,
  wanted: Omit<Wanted, 'body'> & { readonly json?: unknown; readonly user?: string } = {},
): Promise<Response> => {
  const { json, user, headers, ...rest } = wanted;
  return send(`${sentinel.publicUrl}${path}`, {
    ...rest,
    method: wanted.method ?? (json === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer ${await tokenOf(user)}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
};

/** A user of no one else's, from a name. */
export const userOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A character that this manifest's build models. */
export const profile = ['ruleset=mop', 'hunter="Tester"', 'spec=beast_mastery', 'race=orc', 'level=90'].join('\n');

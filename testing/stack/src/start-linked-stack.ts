import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalServer, startPostgres, startRedis } from '@wowlab/servers';
import { type FaultyLink, startFaultyLink } from './faulty-link.ts';
import { makeDataDir, startStack, type TestStack, type TestStackOptions } from './start-stack.ts';

/** A stack whose programs reach Redis and Postgres over links that can be made to fail. */
export interface LinkedStack extends TestStack {
  readonly redis: LocalServer;
  readonly postgres: LocalServer;
  readonly redisLink: FaultyLink;
  readonly postgresLink: FaultyLink;
  /** The servers themselves, past the links: how a test looks at what is true. */
  readonly redisUrl: string;
  readonly databaseUrl: string;
}

export interface LinkedStackOptions extends Omit<TestStackOptions, 'dataDir' | 'redisUrl' | 'databaseUrl'> {
  /** Settings of Postgres, as in postgresql.conf. */
  readonly postgresSettings?: Readonly<Record<string, string>>;
}

/** As `startStack`, with a link in front of either store. */
export const startLinkedStack = async (options: LinkedStackOptions = {}): Promise<LinkedStack> => {
  const { postgresSettings, ...stackOptions } = options;
  const dataDir = await makeDataDir();
  const undo: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const keep = <Resource>(resource: Resource, end: (resource: Resource) => Promise<unknown>): Resource => {
    undo.push(() => end(resource));
    return resource;
  };
  const close = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const redis = keep(await startRedis({ dataDir: join(dataDir, 'redis') }), (server) => server.stop());
    const postgres = keep(
      await startPostgres({
        dataDir: join(dataDir, 'postgres'),
        ...(postgresSettings === undefined ? {} : { settings: postgresSettings }),
      }),
      (server) => server.stop(),
    );
    const redisLink = keep(await startFaultyLink(redis.url), (link) => link.close());
    const postgresLink = keep(await startFaultyLink(postgres.url), (link) => link.close());
    const stack = keep(
      await startStack({ ...stackOptions, dataDir, redisUrl: redisLink.url, databaseUrl: postgresLink.url }),
      (started) => started.close(),
    );
    const servers = { redis, postgres, redisLink, postgresLink, redisUrl: redis.url, databaseUrl: postgres.url };
    return { ...stack, ...servers, close };
  } catch (error) {
    await close();
    throw error;
  }
};

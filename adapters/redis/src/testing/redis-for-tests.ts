import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '@wowlab/servers';

export interface RedisForTests {
  readonly url: string;
  readonly dataDir: string;
  readonly server: Awaited<ReturnType<typeof startRedis>>;
  readonly stop: () => Promise<void>;
}

/** A real Redis of the test's own, in a directory that goes with it. */
export const startRedisForTests = async (args: readonly string[] = []): Promise<RedisForTests> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wowlab-redis-'));
  const server = await startRedis({ dataDir, args, notify: () => undefined });
  return {
    url: server.url,
    dataDir,
    server,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

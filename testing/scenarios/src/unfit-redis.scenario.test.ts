import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startRedis } from '@wowlab/servers';
import { makeDataDir, startFaultyLink, startStack, type TestStack } from '@wowlab/stack';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';

let dataDir: string;
let redis: Awaited<ReturnType<typeof startRedis>>;
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  dataDir = await makeDataDir();
  // Started unfit in both ways that a setting can be wrong.
  redis = await startRedis({
    dataDir: join(dataDir, 'redis'),
    args: ['--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru'],
  });
  undo.push(
    () => rm(dataDir, { recursive: true, force: true }),
    () => redis.stop(),
  );
});
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

const start = (redisUrl: string): Promise<TestStack> =>
  startStack({ dataDir: join(dataDir, 'stack'), redisUrl, sentinels: 1, nodes: 0 });

/** What the programs said when they refused to start. */
const refusalOf = async (redisUrl: string): Promise<string> => {
  try {
    const stack = await start(redisUrl);
    await stack.close();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error(`The stack started on ${redisUrl}.`);
};

test('B.13 a sentinel refuses a Redis that evicts and keeps no log, naming both and the remedies', async () => {
  const refusal = await refusalOf(redis.url);
  expect(refusal).toContain('its append-only file is off');
  expect(refusal).toContain('--appendonly yes');
  expect(refusal).toContain('its eviction policy is allkeys-lru');
  expect(refusal).toContain('CONFIG SET maxmemory-policy noeviction');
});

test('B.13 each remedy mends its part: with both applied to the running Redis the sentinel starts', async () => {
  const admin = new Redis(redis.url);
  await admin.config('SET', 'appendonly', 'yes');
  const refusal = await refusalOf(redis.url);
  expect(refusal).not.toContain('append-only');
  expect(refusal).toContain('its eviction policy is allkeys-lru');
  await admin.config('SET', 'maxmemory-policy', 'noeviction');
  await admin.quit();
  const stack = await start(redis.url);
  expect((await fetch(`${stack.url}/readyz`)).status).toBe(200);
  await stack.close();
});

test('B.13 a sentinel refuses a Redis that says it is older than version 7', async () => {
  const admin = new Redis(redis.url);
  const version = /redis_version:(\S+)/.exec(await admin.info('server'))?.[1] ?? '';
  await admin.quit();
  const older = `6${version.slice(version.indexOf('.'))}`;
  const link = await startFaultyLink(redis.url);
  undo.push(() => link.close());
  link.rewriteReplies(`redis_version:${version}`, `redis_version:${older}`);
  const refusal = await refusalOf(link.url);
  expect(refusal).toContain(`its version is ${older}; version 7 or newer is needed`);
  expect(refusal).toContain('install redis-server >= 7 or Valkey');
});

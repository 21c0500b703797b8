import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, expect, test } from 'vitest';
import { UnfitRedisError } from './check-server.ts';
import { openCoordination } from './open-coordination.ts';
import { RedisUnavailableError } from './redis-unavailable-error.ts';
import { foldAll } from './testing/fold-all.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { aggregateOf, submission, World } from './testing/world.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const start = async (args: readonly string[] = []): Promise<RedisForTests> => {
  const server = await startRedisForTests(args);
  cleanups.push(server.stop);
  return server;
};
const open = async (server: RedisForTests, over: object = {}): Promise<World> => {
  const world = await World.open(server.url, '{wl}', over);
  cleanups.push(() => world.close());
  return world;
};

const untilBack = async (world: World): Promise<void> => {
  await expect
    .poll(
      () =>
        world.coordination.ping().then(
          () => 'up',
          () => 'down',
        ),
      { timeout: 20_000, interval: 100 },
    )
    .toBe('up');
};

const finish = async (world: World, id: string): Promise<void> => {
  for (let round = 0; round < 100; round += 1) {
    const leases = await world.lease('a', 16);
    if (leases.length > 0) await world.complete('a', leases);
    await foldAll(world, id);
    if ((await world.coordination.readJob(id))?.state === 'done') return;
  }
  throw new Error('the job does not end');
};

test('fault B.13: Redis without an append-only file or with eviction is refused with the remedy', async () => {
  const server = await start(['--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru']);
  const refused = openCoordination({ url: server.url });
  await expect(refused).rejects.toThrow(UnfitRedisError);
  await expect(refused).rejects.toThrow(/--appendonly yes.*--maxmemory-policy noeviction/s);
});

test('a Redis that is not there is unavailable, at once', async () => {
  const started = performance.now();
  await expect(openCoordination({ url: 'redis://127.0.0.1:1' })).rejects.toThrow(RedisUnavailableError);
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('fault B.8: after a restart scripts run, blocked readers resume, leases and jobs are as they were', async () => {
  const server = await start();
  const world = await open(server);
  const job = submission({ iterations: 1_000 });
  await world.coordination.submitJob(job);
  await world.register('a');
  const leases = await world.lease('a', 2);
  const reading = world.coordination.background.readFacts('one', 1, 5_000).catch(() => []);
  await server.server.kill();
  await server.server.restart();
  await reading;
  await untilBack(world);
  expect(await world.coordination.background.scrubJob(job.id)).toMatchObject({ chunks: { leased: 2 }, violations: [] });
  expect((await world.complete('a', leases)).outcomes).toEqual(['counted', 'counted']);
  await expect
    .poll(() =>
      world.coordination.background.readFacts('one', 10, 100).then(
        (f) => f.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0);
  await finish(world, job.id);
});

test('fault B.9: with the end of the log cut off the job still ends with the exact result', async () => {
  const server = await start(['--auto-aof-rewrite-percentage', '0']);
  const world = await open(server);
  const job = submission({ iterations: 3_000 });
  await world.coordination.submitJob(job);
  await world.register('a');
  const kept = await world.lease('a', 2);
  await world.complete('a', kept);
  await foldAll(world, job.id);
  const redis = new Redis(server.url);
  await redis.wait(0, 100);
  redis.disconnect();
  const folder = join(server.dataDir, 'appendonlydir');
  const incremental = (await readdir(folder)).find((name) => name.endsWith('.incr.aof')) ?? '';
  const { size } = await stat(join(folder, incremental));
  const lost = await world.lease('a', 3);
  await world.complete('a', lost.slice(0, 2));
  await server.server.kill();
  await truncate(join(folder, incremental), size + 40);
  await server.server.restart();
  await untilBack(world);
  expect((await world.coordination.background.scrubJob(job.id))?.violations).toEqual([]);
  const late = await world.complete('a', lost.slice(2));
  expect(['unknown', 'foreign']).toContain(late.outcomes[0]);
  await finish(world, job.id);
  expect((await world.coordination.readResults(job.id))?.[0]?.aggregate).toBe(aggregateOf(1, 0, 0, 3_000));
});

test('fault B.11: while Redis is away every call fails fast as unavailable, nothing is queued, and it goes on by itself', async () => {
  const server = await start();
  const events: string[] = [];
  const world = await open(server, { onConnection: (event: { kind: string }) => events.push(event.kind) });
  const job = submission();
  await world.coordination.submitJob(job);
  await server.server.kill();
  await expect.poll(() => events).toContain('lost');
  const started = performance.now();
  const calls = Array.from({ length: 50 }, () => world.coordination.submitJob(submission()));
  const settled = await Promise.allSettled(calls);
  expect(performance.now() - started).toBeLessThan(1_000);
  for (const call of settled) {
    expect(call.status === 'rejected' && (call.reason as Error)).toBeInstanceOf(RedisUnavailableError);
  }
  await server.server.restart();
  await untilBack(world);
  expect((await world.coordination.stats()).queuedJobs).toBe(1);
});

test('fault B.11: a Redis that hangs is given up after the command timeout', async () => {
  const server = await start();
  const world = await open(server, { commandTimeoutMs: 300 });
  server.server.pause();
  const started = performance.now();
  await expect(world.coordination.submitJob(submission())).rejects.toThrow(RedisUnavailableError);
  expect(performance.now() - started).toBeLessThan(1_000);
  server.server.resume();
  await untilBack(world);
});

test('fault B.12: with memory used up new jobs are refused while completions and archiving go on', async () => {
  const server = await start();
  const world = await open(server);
  const job = submission({ iterations: 500, chunkIterations: 100 });
  await world.coordination.submitJob(job);
  await world.register('a');
  const admin = new Redis(server.url);
  await admin.config('SET', 'maxmemory', '1mb');
  admin.disconnect();
  expect(await world.coordination.submitJob(submission())).toEqual({ kind: 'full', bound: 'memory' });
  expect(await world.beat('a')).toMatchObject({ kind: 'known' });
  await finish(world, job.id);
  const facts = await world.coordination.background.readFacts('one', 100, 10);
  expect(facts.some((fact) => fact.kind === 'result')).toBe(true);
  expect(await world.coordination.background.ackFacts(facts)).toBe(facts.length);
});

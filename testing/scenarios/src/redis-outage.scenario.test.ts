import { setTimeout as sleep } from 'node:timers/promises';
import { type LinkedStack, startLinkedStack } from '@wowlab/stack';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditDoneJob, untilArchived } from './audit-job.ts';
import { must, Player } from './player.ts';
import { alone, openScene, type Scene } from './scene.ts';

let scene: Scene<LinkedStack>;
beforeAll(async () => {
  scene = await openScene(startLinkedStack({ sentinels: 2, nodes: 2, workers: 1 }));
});
afterAll(() => scene.close());

/** Neither sentinels nor nodes end for an outage. */
const programsRunning = (): number =>
  [...scene.stack.sentinels, ...scene.stack.nodes].filter((program) => program.isRunning).length;

/** Answers faster than this are fast: the sentinel gives a command 900 ms. */
const fastMs = 2_000;

/** Asks each sentinel by itself, once, and expects it to say quickly that a part is away. */
const expectUnavailableFast = async (
  token: string,
  ask: (player: Player) => Promise<{ readonly kind: string }>,
): Promise<void> => {
  await Promise.all(
    scene.stack.sentinelUrls.map(async (url) => {
      const impatient = new Player(url, { retryForMs: 0, token });
      const startedMs = performance.now();
      const answer = await ask(impatient);
      const tookMs = performance.now() - startedMs;
      await impatient.close();
      expect(answer).toMatchObject({ kind: 'refused', problem: { status: 503, code: 'unavailable' } });
      expect(tookMs).toBeLessThan(fastMs);
    }),
  );
};

test('B.8 Redis restarts twice mid-job, once in order and once by kill -9: scripts reload, reads resume, nothing is lost', async () => {
  const { player, stack } = scene;
  const job = await player.submit(scene.job({ iterations: 12_000, seed: 80, chunkIterations: 200 }));
  await player.untilIterations(job.id, 1_000);
  await stack.redis.restart();
  await player.untilIterations(job.id, 4_000);
  await stack.redis.kill();
  await stack.redis.restart();
  await auditDoneJob(scene, job.id, await alone(12_000, 80));
  expect(programsRunning()).toBe(4);
});

test('B.10 Redis is flushed completely mid-job: the archived unfinished jobs are queued again and end exactly', async () => {
  const { player, coordination, stack, database } = scene;
  // One with chunks of a fixed size and one that follows the nodes, so that its second life is cut otherwise.
  const jobs = await Promise.all(
    [{ chunkIterations: 250 }, {}].map((over, index) =>
      player.submit(scene.job({ iterations: 20_000, seed: 100 + index, ...over })),
    ),
  );
  for (const job of jobs) await player.untilIterations(job.id, 1_500);
  await untilArchived(scene);
  const redis = new Redis(stack.redisUrl);
  await redis.flushall();
  await redis.quit();
  expect(await coordination.readJob(jobs[0]?.id ?? '')).toBeNull();
  for (const [index, job] of jobs.entries()) await auditDoneJob(scene, job.id, await alone(20_000, 100 + index));
  const { rows } = await database.query('select count(*)::int as jobs from public.jobs where seed in (100, 101)');
  expect(rows).toEqual([{ jobs: 2 }]);
});

test('B.11 Redis takes 2 s per call: 503 at once and no queue, and afterwards the job goes on where it was', async () => {
  const { player, stack } = scene;
  const job = await player.submit(scene.job({ iterations: 8_000, seed: 111, chunkIterations: 400 }));
  await player.untilIterations(job.id, 400);
  const { accessToken } = must(await player.client.session());
  stack.redisLink.slowDown(2_000);
  await sleep(500);
  await expectUnavailableFast(accessToken, ({ client }) => client.job(job.id));
  await expectUnavailableFast(accessToken, ({ client }) => client.submit(scene.job({ iterations: 100, seed: 1 })));
  await sleep(5_000);
  stack.redisLink.slowDown(0);
  await auditDoneJob(scene, job.id, await alone(8_000, 111));
  expect(programsRunning()).toBe(4);
});

test('B.11 Redis is down for 30 s: 503 at once, nodes keep their results and deliver them later', async () => {
  const { player, stack } = scene;
  const job = await player.submit(scene.job({ iterations: 16_000, seed: 112, chunkIterations: 500 }));
  await player.untilIterations(job.id, 500);
  const { accessToken } = must(await player.client.session());
  stack.redis.pause();
  const pausedMs = performance.now();
  await sleep(1_000);
  await expectUnavailableFast(accessToken, ({ client }) => client.job(job.id));
  await expectUnavailableFast(accessToken, ({ client }) => client.submit(scene.job({ iterations: 100, seed: 1 })));
  await sleep(30_000 - (performance.now() - pausedMs));
  expect(programsRunning()).toBe(4);
  stack.redis.resume();
  await auditDoneJob(scene, job.id, await alone(16_000, 112));
});

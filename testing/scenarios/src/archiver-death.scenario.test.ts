import { startStack, type TestStack } from '@wowlab/stack';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditDoneJob, untilArchived } from './audit-job.ts';
import { alone, openScene, type Scene } from './scene.ts';
import { soon } from './soon.ts';

let scene: Scene<TestStack>;
let redis: Redis;
beforeAll(async () => {
  scene = await openScene(startStack({ sentinels: 2, nodes: 0 }));
  redis = new Redis(scene.stack.redisUrl);
});
afterAll(async () => {
  redis.disconnect();
  await scene.close();
});

/** Which archivers were handed facts that they have not acknowledged, and how many. */
const pending = async (): Promise<ReadonlyMap<string, number>> => {
  const [, , , consumers] = (await redis.xpending('{wl}:outbox', 'archivers')) as [
    number,
    string,
    string,
    [string, string][] | null,
  ];
  return new Map((consumers ?? []).map(([name, count]) => [name, Number(count)]));
};

test('B.19 kill -9 of both archivers’ sentinels with entries pending: those that come after them archive every one, once', async () => {
  const { stack, player, database } = scene;
  const node = await scene.handNode();
  await untilArchived(scene);
  // Postgres takes connections and answers nothing: whatever is read from the outbox stays unacknowledged.
  stack.postgres?.pause();
  const jobs: string[] = [];
  for (let seed = 191; (await pending()).size < 2; seed += 1) {
    const { id } = await player.submit(scene.job({ iterations: 100, seed, chunkIterations: 25 }));
    jobs.push(id);
    await node.workUntilIdle();
    if (jobs.length > 20) throw new Error('One archiver alone was handed everything.');
  }
  const abandoned = await pending();
  expect([...abandoned.values()].every((count) => count > 0)).toBe(true);
  await Promise.all(stack.sentinels.map((sentinel) => sentinel.kill()));
  stack.postgres?.resume();
  const { rows } = await database.query('select count(*)::int as jobs from public.jobs');
  expect(rows, 'nothing of it had been written').toEqual([{ jobs: 0 }]);
  await Promise.all(stack.sentinels.map((sentinel) => sentinel.restart()));

  await soon('facts of the dead in other hands', async () => {
    const now = await pending();
    return [...abandoned.keys()].every((consumer) => (now.get(consumer) ?? 0) === 0);
  });
  for (const [index, id] of jobs.entries()) await auditDoneJob(scene, id, await alone(100, 191 + index));
  const after = await database.query('select count(*)::int as jobs, max(version)::int as version from public.jobs');
  expect(after.rows).toEqual([{ jobs: jobs.length, version: 3 }]);
});

import { randomUUID } from 'node:crypto';
import { startStack, type TestStack } from '@wowlab/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditDoneJob } from './audit-job.ts';
import { must } from './player.ts';
import { alone, openScene, type Scene } from './scene.ts';

let scene: Scene<TestStack>;
beforeAll(async () => {
  scene = await openScene(startStack({ sentinels: 2, nodes: 0 }));
});
afterAll(() => scene.close());

const [one, two] = [0, 1];

test('B.3 the same result twice, one after the other: it counts once and both get the same answer', async () => {
  const { id } = await scene.player.submit(scene.job({ iterations: 200, seed: 31, chunkIterations: 50 }));
  const node = await scene.handNode();
  const results = await node.compute(await node.leaseOf(id, 4));
  const [first] = results;
  if (first === undefined) throw new Error('A lease is wanted.');
  expect(await node.bring([first], one)).toEqual(['counted']);
  expect(await node.bring([first], two)).toEqual(['repeated']);
  const rest = results.slice(1);
  expect(await node.bring([...rest, ...rest], two), 'twice in one exchange').toEqual([
    'counted',
    'counted',
    'counted',
    'repeated',
    'repeated',
    'repeated',
  ]);
  await auditDoneJob(scene, id, await alone(200, 31));
});

test('B.3 the same result at the same moment to two sentinels, over and over: each chunk counts once', async () => {
  const { id } = await scene.player.submit(scene.job({ iterations: 2_000, seed: 32, chunkIterations: 50 }));
  const node = await scene.handNode();
  const results = await node.compute(await node.leaseOf(id, 40));
  for (const result of results) {
    const answers = await Promise.all([one, two, one, two].map((via) => node.bring([result], via)));
    expect(answers.flat().sort()).toEqual(['counted', 'repeated', 'repeated', 'repeated']);
  }
  await auditDoneJob(scene, id, await alone(2_000, 32));
});

test('B.4 a result for a chunk that is unknown, never leased, finished or cancelled: a final answer, and nothing burnt', async () => {
  const { id } = await scene.player.submit(scene.job({ iterations: 300, seed: 33, chunkIterations: 100 }));
  const node = await scene.handNode();
  const leases = await node.leaseOf(id, 2);
  const [first, second] = await node.compute(leases);
  const [neverCarved] = await node.compute(leases.slice(0, 1).map((lease) => ({ ...lease, start: 200 })));
  if (first === undefined || second === undefined || neverCarved === undefined) {
    throw new Error('Two leases are wanted.');
  }

  const strangeJob = { ...first, job: '0123456789abcdefghjkmnpqrs' };
  expect(await node.bring([strangeJob], one)).toEqual(['unknown']);
  expect(await node.bring([neverCarved], two)).toEqual(['unknown']);
  const neverGranted = { ...first, generation: 2 };
  expect(await node.bring([neverGranted], one)).toEqual(['unknown']);
  expect(must(await scene.player.client.job(id)).arms[0]?.iterations, 'nothing of it was counted').toBe(0);

  expect(await node.bring([first, second], two), 'the good results were not burnt').toEqual(['counted', 'counted']);
  expect(await node.workUntilIdle()).toBe(1);
  await auditDoneJob(scene, id, await alone(300, 33));
  expect(await node.bring([first], one), 'the job is finished and archived').toEqual(['unneeded']);

  const cancelled = await scene.player.submit(scene.job({ iterations: 200, seed: 34, chunkIterations: 100 }));
  const late = await node.compute(await node.leaseOf(cancelled.id, 1));
  must(await scene.player.client.cancel(cancelled.id));
  expect(await node.bring(late, two)).toEqual(['unneeded']);
  const after = must(await scene.player.client.job(cancelled.id));
  expect([after.state, after.arms[0]?.iterations]).toEqual(['cancelled', 0]);
  expect(await node.workUntilIdle(), 'nothing is left to lease').toBe(0);
});

test('B.5 the right chunk from the wrong node is refused, and the rightful node’s later result counts', async () => {
  const { id } = await scene.player.submit(scene.job({ iterations: 100, seed: 35, chunkIterations: 50 }));
  const [owner, thief] = [await scene.handNode(), await scene.handNode()];
  const results = await owner.compute(await owner.leaseOf(id, 2));
  expect(await thief.bring(results, one)).toEqual(['foreign', 'foreign']);
  expect(await thief.bring(results, two)).toEqual(['foreign', 'foreign']);
  expect(must(await scene.player.client.job(id)).arms[0]?.iterations).toBe(0);
  expect(await owner.bring(results, two)).toEqual(['counted', 'counted']);
  await auditDoneJob(scene, id, await alone(100, 35));
});

test('B.6 two sentinels lease at once: no chunk has two holders, and none is left out', async () => {
  const { id } = await scene.player.submit(scene.job({ iterations: 2_000, seed: 36, chunkIterations: 20 }));
  const nodes = await Promise.all(Array.from({ length: 6 }, () => scene.handNode()));
  const leased = await Promise.all(
    nodes.flatMap((node) => [one, two].map(async (via) => ({ node, leases: await node.lease(8, via) }))),
  );
  const all = leased.flatMap(({ leases }) => leases);
  expect(all).toHaveLength(96);
  expect(new Set(all.map(({ start }) => start)).size, 'every interval once').toBe(96);
  expect((await scene.coordination.background.scrubJob(id))?.violations).toEqual([]);
  await Promise.all(
    leased.map(async ({ node, leases }, index) => {
      const outcomes = await node.bring(await node.compute(leases), index % 2);
      expect(outcomes.every((outcome) => outcome === 'counted')).toBe(true);
    }),
  );
  await Promise.all(nodes.map((node, index) => node.workUntilIdle(index % 2)));
  await auditDoneJob(scene, id, await alone(2_000, 36));
});

test('B.6 one exchange repeated at the same moment through two sentinels is given the same leases', async () => {
  const { id } = await scene.player.submit(scene.job({ iterations: 200, seed: 37, chunkIterations: 50 }));
  const node = await scene.handNode();
  const requestId = randomUUID();
  const answers = await Promise.all([one, two, one, two].map((via) => node.exchange({ requestId, want: 2 }, via)));
  const given = answers.map((answer) => must(answer).leases.map(({ start, generation }) => [start, generation]));
  const twice = [
    [0, 1],
    [50, 1],
  ];
  expect(given).toEqual([twice, twice, twice, twice]);
  const scrubbed = await scene.coordination.background.scrubJob(id);
  expect(scrubbed?.chunks).toEqual({ open: 0, leased: 2, done: 0, dead: 0 });
  const leases = answers.slice(0, 1).flatMap((answer) => must(answer).leases);
  expect(await node.bring(await node.compute(leases), two)).toEqual(['counted', 'counted']);
  await node.workUntilIdle();
  await auditDoneJob(scene, id, await alone(200, 37));
});

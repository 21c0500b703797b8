import { type OpenCoordination, openCoordination } from '@wowlab/redis';
import { startStack, type TestStack } from '@wowlab/stack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archivedChunks, auditDoneJob } from './audit-job.ts';
import type { HandNode } from './hand-node.ts';
import { must } from './player.ts';
import { alone, openScene, type Scene } from './scene.ts';
import { soon } from './soon.ts';

/** One chunk takes most of a second, so that faults meet nodes in the middle of one. */
const chunkIterations = 2_000;
const iterations = 12 * chunkIterations;
const leaseMs = 60_000;
const deadAfterMs = 30_000;

let scene: Scene<TestStack>;
beforeAll(async () => {
  scene = await openScene(startStack({ sentinels: 2, nodes: 3, workers: 1 }));
});
afterAll(() => scene.close());

const leasesOfNodes = async (): Promise<ReadonlyMap<string, { readonly id: string; readonly leases: number }>> => {
  const { nodes } = must(await scene.player.client.nodes({ limit: 50 }));
  return new Map(nodes.map(({ name, id, leases }) => [name, { id, leases }]));
};

/** Sweeps in this process as often as it can, beside the sentinels' own sweepers, until `end` is aborted. */
const sweepWithoutPause = async (coordination: OpenCoordination, end: AbortSignal): Promise<number> => {
  let reopened = 0;
  while (!end.aborted) reopened += (await coordination.background.sweep()).reopenedLeases;
  return reopened;
};

describe('nodes are lost with chunks in their hands, while four sweepers sweep at once', () => {
  let job: string;
  let killed: string;
  let frozen: string;
  let byHand: HandNode;
  let lateStart: number;
  let sweepers: readonly OpenCoordination[];
  let reopened: number;

  beforeAll(async () => {
    const { stack, player } = scene;
    sweepers = await Promise.all([1, 2].map(() => openCoordination({ url: stack.redisUrl })));
    byHand = await scene.handNode();
    job = (await player.submit(scene.job({ iterations, seed: 1, chunkIterations }))).id;
    const [late] = await byHand.leaseOf(job, 1);
    if (late === undefined) throw new Error('A lease is wanted.');
    lateStart = late.start;
    const nodes = await soon('a chunk in the hands of each node', async () => {
      const all = await leasesOfNodes();
      return ['node-1', 'node-2'].every((name) => (all.get(name)?.leases ?? 0) > 0) && all;
    });
    killed = nodes.get('node-1')?.id ?? '';
    frozen = nodes.get('node-2')?.id ?? '';
    await stack.nodes[0]?.kill();
    stack.nodes[1]?.pause();
    const end = new AbortController();
    const sweeping = Promise.all(sweepers.map((sweeper) => sweepWithoutPause(sweeper, end.signal)));
    await player.end(job);
    end.abort();
    reopened = (await sweeping).reduce((sum, one) => sum + one, 0);
    stack.nodes[1]?.resume();
  });
  afterAll(() => Promise.all((sweepers ?? []).map((sweeper) => sweeper.close())));

  test('B.1 kill -9 of a node mid-chunk: others finish its chunks under a higher generation, without an operator', async () => {
    await auditDoneJob(scene, job, await alone(iterations, 1));
    const chunks = await archivedChunks(scene, job);
    const taken = chunks.filter((chunk) => chunk.generation > 1);
    expect(taken.length, 'chunks of three lost nodes').toBeGreaterThanOrEqual(3);
    expect(taken.every((chunk) => chunk.generation === 2 && ![killed, frozen].includes(chunk.node_id))).toBe(true);
  });

  test('B.2 a node frozen past its death goes on and brings its result: it is counted never twice, and works on', async () => {
    const { player, stack } = scene;
    const before = await archivedChunks(scene, job);
    await soon('the frozen node is alive again', async () => (await leasesOfNodes()).has('node-2'));
    // Nobody else is left to do the next job.
    await stack.nodes[2]?.stop();
    const next = await player.submit(scene.job({ iterations: chunkIterations * 4, seed: 2, chunkIterations: 500 }));
    await auditDoneJob(scene, next.id, await alone(chunkIterations * 4, 2));
    expect((await archivedChunks(scene, next.id)).every((chunk) => chunk.node_id === frozen)).toBe(true);
    await auditDoneJob(scene, job, await alone(iterations, 1));
    expect(await archivedChunks(scene, job)).toEqual(before);
  });

  test('B.6 sweepers that sweep at once open each lost chunk once', async () => {
    const chunks = await archivedChunks(scene, job);
    const lost = chunks.filter((chunk) => chunk.generation > 1);
    expect(lost.some((chunk) => chunk.first_iteration === lateStart)).toBe(true);
    expect(reopened, 'the sentinels’ own sweepers may have come first').toBeLessThanOrEqual(lost.length);
  });
});

test('B.2 a late result of a lost lease counts once while its chunk is open, and the new holder’s is then a repetition', async () => {
  const { stack, player, coordination } = scene;
  await Promise.all(stack.nodes.map((node) => node.stop()));
  const [late, prompt] = [await scene.handNode(), await scene.handNode()];
  const { id } = await player.submit(scene.job({ iterations: 300, seed: 3, chunkIterations: 100 }));
  const results = await late.compute(await late.leaseOf(id, 2));
  const beat = setInterval(() => void prompt.heartbeat(1), 5_000);
  await soon(
    'the silent node’s chunks open',
    async () => (await coordination.background.scrubJob(id))?.chunks.open === 2,
    deadAfterMs + leaseMs,
  );
  clearInterval(beat);
  const [again] = await prompt.leaseOf(id, 1, 1);
  if (again === undefined) throw new Error('A lease is wanted.');
  expect(again.generation).toBe(2);
  expect(await late.bring(results, 0), 'one chunk leased to another, one open').toEqual(['counted', 'counted']);
  expect(await prompt.bring(await prompt.compute([again]), 1)).toEqual(['repeated']);
  expect(await prompt.workUntilIdle(), 'the third chunk').toBe(1);
  await auditDoneJob(scene, id, await alone(300, 3));
});

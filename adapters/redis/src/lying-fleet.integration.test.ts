import type { Lease } from '@wowlab/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChunkReport } from './coordination.ts';
import { foldAll } from './testing/fold-all.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { aggregateOf, nodeId, resultOf, submission, userOf, World } from './testing/world.ts';

let server: RedisForTests;
let world: World;
beforeAll(async () => {
  server = await startRedisForTests();
  world = await World.open(server.url);
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const chunkIterations = 10;
const chunksPerJob = 4;
const jobs = 1_000;
const steadyFrom = 500;
const nodes = 30;

let drawn = 0;
/** The three kinds of liars: another truth, held steadily; the right result of another chunk; something new each time. */
const lies: Readonly<Record<string, (lease: Lease) => string>> = {
  bias: ({ arm, start, count }) => aggregateOf(31_337, arm, start, count),
  copy: ({ seed, arm, count }) => aggregateOf(seed, arm, 0, count),
  random: ({ arm, start, count }) => {
    drawn += 1;
    return aggregateOf(1_000 + drawn, arm, start, count);
  },
};
const liars = new Map(Object.keys(lies).map((kind, index) => [`n${index * 9 + 4}`, kind]));

const broughtBy = (name: string, lease: Lease): ChunkReport => {
  const honest = resultOf(lease);
  const lie = lies[liars.get(name) ?? ''];
  return lie === undefined || honest.kind !== 'result' ? honest : { ...honest, aggregate: lie(lease) };
};

test('of 30 machines of 15 owners every tenth lies: no false chunk in 1,000 results, and honest ones do little twice', async () => {
  const names = Array.from({ length: nodes }, (_, index) => `n${index}`);
  for (const [index, name] of names.entries()) {
    await world.register(name, 1, undefined, {
      ownership: { owner: userOf(`owner ${index % 15}`), share: 'public', users: [] },
    });
  }
  const { background } = world.coordination;
  let computed = 0;
  for (let number = 0; number < jobs; number += 1) {
    if (number === steadyFrom) computed = 0;
    const job = submission({
      owner: userOf(`asker ${number % 50}`),
      seed: number,
      iterations: chunksPerJob * chunkIterations,
      chunkIterations,
    });
    await world.coordination.submitJob(job);
    // Whoever comes first: another one each time.
    for (let turn = number; (await world.coordination.readJob(job.id))?.state !== 'done'; turn += 1) {
      if (turn > number + 10 * nodes)
        throw new Error(`job ${number} does not end: ${(await background.scrubJob(job.id))?.violations.join()}`);
      const name = names[(turn * 7) % nodes] ?? '';
      const leases = await world.lease(name, 2);
      if (leases.length === 0) continue;
      if (!liars.has(name)) computed += leases.length;
      await world.report(
        name,
        job.id,
        leases.map((lease) => broughtBy(name, lease)),
      );
      await foldAll(world, job.id);
    }
    const [result] = (await world.coordination.readResults(job.id)) ?? [];
    expect(result?.aggregate, `job ${number}`).toBe(aggregateOf(number, 0, 0, chunksPerJob * chunkIterations));
  }
  for (const name of liars.keys()) {
    expect(await world.coordination.readNode(nodeId(name)), name).toMatchObject({
      quarantinedAtMs: expect.any(Number),
    });
  }
  for (const name of names) {
    if (!liars.has(name)) expect((await world.coordination.readNode(nodeId(name)))?.quarantinedAtMs, name).toBeNull();
  }
  const wanted = (jobs - steadyFrom) * chunksPerJob;
  const overheadPct = ((computed - wanted) / wanted) * 100;
  expect(overheadPct, 'share of honest work done twice').toBeLessThanOrEqual(10);
}, 120_000);

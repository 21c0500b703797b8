import { type Lease, localUserId, proofPolicy } from '@wowlab/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChunkReport } from './coordination.ts';
import { foldAll } from './testing/fold-all.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { aggregateOf, nodeId, resultOf, submission, userOf, World } from './testing/world.ts';

let server: RedisForTests;
let world: World;
beforeAll(async () => {
  server = await startRedisForTests();
});
afterAll(() => server.stop());
beforeEach(async () => {
  world = await World.open(server.url);
});
afterEach(() => world.close());

/** A node of the public pool. */
const lend = (name: string, owner: string) =>
  world.register(name, 2, undefined, { ownership: { owner: userOf(owner), share: 'public', users: [] } });

const submit = async (iterations: number, chunkIterations: number, owner = localUserId): Promise<string> => {
  const job = submission({ owner, iterations, chunkIterations });
  await world.coordination.submitJob(job);
  return job.id;
};

/** A result that is possible and false: another seed's. */
const falseResultOf = (lease: Lease, seed = 77): ChunkReport => ({
  ...resultOf(lease),
  kind: 'result',
  aggregate: aggregateOf(seed, lease.arm, lease.start, lease.count),
  computeMs: 7,
});

const bring = async (name: string, leases: readonly Lease[], make = resultOf) =>
  world.report(
    name,
    leases[0]?.job ?? '',
    leases.map((lease) => make(lease)),
  );

const countedOf = async (job: string): Promise<number> =>
  (await world.coordination.readJob(job))?.arms.reduce((sum, arm) => sum + arm.iterations, 0) ?? -1;

const violationsOf = async (job: string) => (await world.coordination.background.scrubJob(job))?.violations;

/** Brings a node to the point from which only a sample of its results is checked. */
const prove = async (name: string): Promise<void> => {
  await lend('prover', 'prover');
  const agreed = async (): Promise<number> => (await world.coordination.readNode(nodeId(name)))?.agreed ?? 0;
  while ((await agreed()) < proofPolicy.agreedUntilProven) {
    const job = await submit(10, 10, userOf('asker'));
    await bring(name, await world.lease(name));
    await bring('prover', await world.lease('prover'));
    await foldAll(world, job);
  }
};

const resultTextOf = async (job: string): Promise<string | undefined> => {
  await foldAll(world, job);
  return (await world.coordination.readResults(job))?.[0]?.aggregate;
};

describe('a result of a node that is not proven', () => {
  test('is held until a node of another owner comes to the same, and counts once then', async () => {
    await lend('a', 'anna');
    await lend('b', 'bert');
    const job = await submit(20, 20);
    const leases = await world.lease('a');
    expect((await bring('a', leases)).outcomes).toEqual(['held']);
    expect(await countedOf(job)).toBe(0);
    expect(await violationsOf(job)).toEqual([]);
    expect((await bring('a', leases)).outcomes, 'brought again').toEqual(['repeated']);
    const again = await world.lease('b');
    expect(again).toMatchObject([{ start: 0, count: 20, generation: 2 }]);
    expect((await bring('b', again)).outcomes).toEqual(['counted']);
    expect(await countedOf(job)).toBe(20);
    expect(await resultTextOf(job)).toBe(aggregateOf(1, 0, 0, 20));
    for (const name of ['a', 'b']) expect(await world.coordination.readNode(nodeId(name))).toMatchObject({ agreed: 1 });
  });

  test('is never confirmed by another node of the same owner', async () => {
    for (const name of ['a', 'a2']) await lend(name, 'anna');
    const job = await submit(20, 20);
    await bring('a', await world.lease('a'));
    expect(await world.lease('a2', 4)).toEqual([]);
    expect(await world.lease('a', 4)).toEqual([]);
    expect(await countedOf(job)).toBe(0);
    await lend('b', 'bert');
    expect(await world.lease('b', 4)).toHaveLength(1);
  });

  test('counts at once for a job of the node’s own owner', async () => {
    await lend('mine', 'anna');
    const job = await submit(20, 20, userOf('anna'));
    expect((await bring('mine', await world.lease('mine'))).outcomes).toEqual(['counted']);
    expect(await countedOf(job)).toBe(20);
  });

  test('is judged by a node of the job’s own owner', async () => {
    await lend('liar', 'mallory');
    await lend('mine', 'anna');
    const job = await submit(20, 20, userOf('anna'));
    await bring('liar', await world.lease('liar'), falseResultOf);
    const done = await bring('mine', await world.lease('mine'));
    expect(done).toMatchObject({ outcomes: ['counted'], quarantined: [nodeId('liar')] });
    expect(await resultTextOf(job)).toBe(aggregateOf(1, 0, 0, 20));
  });
});

describe('two results that differ', () => {
  test('draw a third opinion; who stands alone is quarantined and given nothing more', async () => {
    for (const [name, owner] of [
      ['liar', 'mallory'],
      ['a', 'anna'],
      ['b', 'bert'],
    ] as const)
      await lend(name, owner);
    const job = await submit(40, 20);
    const lies = await world.lease('liar', 2);
    await bring('liar', lies.slice(0, 1), falseResultOf);
    expect((await bring('a', await world.lease('a'))).outcomes).toEqual(['held']);
    const third = await bring('b', await world.lease('b'));
    expect(third).toMatchObject({ outcomes: ['counted'], quarantined: [nodeId('liar')] });
    expect(await world.coordination.readNode(nodeId('liar'))).toMatchObject({ agreed: 0, leases: 0 });
    expect((await bring('liar', lies.slice(1))).outcomes).toEqual(['unneeded']);
    expect(await world.lease('liar', 4)).toEqual([]);
    expect(await violationsOf(job)).toEqual([]);
    await bring('a', await world.lease('a'));
    await bring('b', await world.lease('b'));
    expect(await resultTextOf(job)).toBe(aggregateOf(1, 0, 0, 40));
  });

  test('that go on to differ fail the job with the reason', async () => {
    const job = await submit(20, 20);
    for (let opinion = 0; opinion < proofPolicy.maxOpinions; opinion += 1) {
      await lend(`n${opinion}`, `owner ${opinion}`);
      await bring(`n${opinion}`, await world.lease(`n${opinion}`), (lease) => falseResultOf(lease, 100 + opinion));
    }
    expect(await world.coordination.readJob(job)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('No two machines agree on chunk 0:0'),
    });
  });
});

describe('a proven node', () => {
  test('is checked on a sample that shrinks with what others confirmed, and never to nothing', async () => {
    await lend('a', 'anna');
    await prove('a');
    const chunks = 400;
    await submit(chunks * 10, 10, userOf('asker'));
    let held = 0;
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const [outcome] = (await bring('a', await world.lease('a'))).outcomes;
      if (outcome === 'held') held += 1;
    }
    const share = held / chunks;
    // 1/11 of 400 are 36; three standard deviations are 17.
    expect(share).toBeGreaterThan(19 / chunks);
    expect(share).toBeLessThan(54 / chunks);
  });

  test('that begins to lie is found out, and what it brought unchecked since is run again', async () => {
    await lend('turncoat', 'mallory');
    await prove('turncoat');
    const job = await submit(4_000, 10, userOf('asker'));
    await lend('third', 'third');
    let caught = false;
    for (let round = 0; round < 200 && !caught; round += 1) {
      for (const name of ['turncoat', 'prover', 'third']) {
        const leases = await world.lease(name);
        if (leases.length === 0) continue;
        const { quarantined } = await bring(name, leases, name === 'turncoat' ? falseResultOf : resultOf);
        caught ||= quarantined.includes(nodeId('turncoat'));
      }
      if (round % 7 === 0) await foldAll(world, job);
    }
    expect(caught).toBe(true);
    expect(await violationsOf(job)).toEqual([]);
    for (let round = 0; round < 2_000 && (await world.coordination.readJob(job))?.state === 'running'; round += 1) {
      for (const name of ['prover', 'third']) {
        const leases = await world.lease(name, 16);
        if (leases.length > 0) await bring(name, leases);
      }
      await foldAll(world, job);
    }
    expect(await resultTextOf(job)).toBe(aggregateOf(1, 0, 0, 4_000));
  });
});

test('a quarantine outlives Redis, and a new key does not end it', async () => {
  for (const [name, owner] of [
    ['liar', 'mallory'],
    ['a', 'anna'],
    ['b', 'bert'],
  ] as const)
    await lend(name, owner);
  await submit(20, 20);
  await bring('liar', await world.lease('liar'), falseResultOf);
  await bring('a', await world.lease('a'));
  await bring('b', await world.lease('b'));
  const rotated = await world.coordination.rotateNode(nodeId('liar'), nodeId('fresh'), 'k'.repeat(43));
  expect(rotated).toEqual({ kind: 'quarantined' });
  const facts = (await world.coordination.background.readFacts('archiver', 200, 1)).map(({ body }) => JSON.parse(body));
  const last = facts.filter(({ kind, node }) => kind === 'owner' && node === nodeId('liar')).at(-1);
  expect(last).toMatchObject({ owner: userOf('mallory'), quarantinedAtMs: expect.any(Number) });
  const forgetful = await World.open(server.url);
  await forgetful.register('liar', 2, undefined, {
    ownership: { ...last, users: [], share: 'public' } as never,
  });
  await forgetful.coordination.submitJob(submission());
  expect(await forgetful.lease('liar', 4)).toEqual([]);
  await forgetful.close();
});

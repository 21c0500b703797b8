import { type Lease, localUserId } from '@wowlab/protocol';
import { checkpointsFor } from '@wowlab/scheduling';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChunkReport } from './coordination.ts';
import { foldAll } from './testing/fold-all.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { aggregateOf, resultOf, submission, World } from './testing/world.ts';

let server: RedisForTests;
beforeAll(async () => {
  server = await startRedisForTests();
});
afterAll(() => server.stop());

const node = fc.constantFrom('a', 'b', 'c');
/** What can happen to a job, in any order. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('lease' as const), node, want: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('complete' as const),
      node,
      pick: fc.nat(50),
      most: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat' as const), node, pick: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('steal' as const), node, pick: fc.nat(50) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('return' as const), node, pick: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const), node, pick: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), node }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), node }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fold' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const job = fc.record({
  iterations: fc.integer({ min: 1, max: 2_500 }),
  targetErrorPct: fc.option(fc.constantFrom(0.05, 0.5, 2)),
  chunkIterations: fc.option(fc.integer({ min: 20, max: 700 })),
  arms: fc.integer({ min: 1, max: 3 }),
  // Whether the nodes are the job's owner's, or of three strangers of whom one lies whenever it brings a result.
  strangers: fc.boolean(),
});
type Shape = typeof job extends fc.Arbitrary<infer Value> ? Value : never;

const ownerOf = (name: string): string => `00000000-0000-4000-8000-0000000000${name.charCodeAt(0).toString(16)}`;
const liar = 'c';

/** Registers a node of the test, or starts it again. */
const join = (world: World, name: string, { strangers }: Pick<Shape, 'strangers'>) =>
  world.register(name, 2, undefined, {
    ownership: { owner: strangers ? ownerOf(name) : localUserId, share: 'public', users: [] },
  });

/** What a node brings for a lease. */
const broughtBy = (name: string, lease: Lease, { strangers }: Pick<Shape, 'strangers'>): ChunkReport => {
  const honest = resultOf(lease);
  if (!strangers || name !== liar || honest.kind !== 'result') return honest;
  return { ...honest, aggregate: aggregateOf(999, lease.arm, lease.start, lease.count) };
};

const play = async (world: World, id: string, steps: readonly Step[], shape: Shape): Promise<void> => {
  const { background } = world.coordination;
  const granted = new Map<string, Lease[]>([
    ['a', []],
    ['b', []],
    ['c', []],
  ]);
  const reported: Lease[] = [];
  const pickOf = (name: string, pick: number): Lease | undefined => {
    const all = granted.get(name) ?? [];
    return all[pick % Math.max(1, all.length)];
  };
  for (const now of steps) {
    switch (now.kind) {
      case 'lease':
        for (const lease of await world.lease(now.node, now.want)) granted.get(now.node)?.push(lease);
        break;
      case 'complete': {
        const leases = (granted.get(now.node) ?? []).slice(-now.most);
        const results = leases.map((lease) => broughtBy(now.node, lease, shape));
        if (results.length > 0) await world.report(now.node, id, results);
        reported.push(...leases);
        break;
      }
      case 'repeat': {
        const lease = reported[now.pick % Math.max(1, reported.length)];
        if (lease !== undefined) {
          const result = broughtBy(now.node, lease, shape);
          await world.report(now.node, id, [result, result]);
        }
        break;
      }
      case 'steal': {
        const lease = pickOf(now.node === 'a' ? 'b' : 'a', now.pick);
        if (lease !== undefined) await world.report(now.node, id, [broughtBy(now.node, lease, shape)]);
        break;
      }
      case 'return':
      case 'fail': {
        const lease = pickOf(now.node, now.pick);
        const report =
          now.kind === 'fail' ? ({ kind: 'failure', reason: 'lost' } as const) : ({ kind: 'returned' } as const);
        if (lease !== undefined) await world.report(now.node, id, [{ ...lease, ...report }]);
        break;
      }
      case 'restart':
        await join(world, now.node, shape);
        break;
      case 'die':
        // Others beat, one does not: its leases are open again at the fourth sweep.
        for (let sweep = 0; sweep < 4; sweep += 1) {
          world.clockOffsetMs += 12_000;
          for (const name of granted.keys()) if (name !== now.node) await world.beat(name);
          await background.sweep();
        }
        await world.beat(now.node);
        break;
      case 'fold':
        await foldAll(world, id);
        break;
      default:
        now satisfies never;
    }
    expect({ after: now.kind, violations: (await background.scrubJob(id))?.violations }).toEqual({
      after: now.kind,
      violations: [],
    });
  }
};

/** Completes whatever is left with one steady node of the job's owner. */
const finish = async (world: World, id: string, shape: Shape): Promise<void> => {
  await world.register('steady');
  for (const name of ['a', 'b', 'c']) await join(world, name, shape);
  for (let round = 0; round < 500; round += 1) {
    await foldAll(world, id);
    if ((await world.coordination.readJob(id))?.state !== 'running' && round > 0) return;
    const leases = await world.lease('steady', 64);
    if (leases.length > 0) await world.complete('steady', leases);
  }
  throw new Error('the job does not end');
};

test.each([0, 1, 3])(
  'whatever happens in whatever order, chunks are conserved, counted once, and the result is exactly its prefix (every nth reply lost: %i)',
  async (losesEvery) => {
    await fc.assert(
      fc.asyncProperty(job, fc.array(step, { minLength: 5, maxLength: 40 }), async (shape, steps) => {
        const world = await World.open(server.url);
        world.losesEvery = losesEvery;
        try {
          const base = submission();
          const [arm] = base.arms;
          if (arm === undefined) throw new Error('a submission has an arm');
          const submitted = { ...base, ...shape, arms: Array.from({ length: shape.arms }, () => arm) };
          await world.coordination.submitJob(submitted);
          for (const name of ['a', 'b', 'c']) await join(world, name, shape);
          await play(world, submitted.id, steps, shape);
          await finish(world, submitted.id, shape);
          const record = await world.coordination.readJob(submitted.id);
          // Chunks that were failed and lost too often end the job, and say so; nothing else may.
          const isPoisoned = /^Chunk \d+:\d+ (failed|was lost)/.test(record?.reason ?? '');
          expect(record?.state).toBe(isPoisoned ? 'failed' : 'done');
          if (isPoisoned) return;
          const results = await world.coordination.readResults(submitted.id);
          expect(results?.length).toBe(shape.arms);
          for (const result of results ?? []) {
            expect(result.aggregate).toBe(aggregateOf(submitted.seed, result.arm, 0, result.iterations));
          }
          const ends = shape.targetErrorPct === null ? [shape.iterations] : checkpointsFor(shape.iterations, 1);
          expect(results?.filter((result) => !ends.includes(result.iterations))).toEqual([]);
        } finally {
          await world.close();
        }
      }),
      { numRuns: 60 },
    );
  },
  120_000,
);

import { DpsRecorder, encodeAggregate, iterationsOf } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LocalChunk, type LocalChunkRun, simulateJob, type SimulateJobInput } from './simulate-job.ts';

/** An engine of one line: iteration i of any arm has a DPS that depends on the seed, the arm and i alone. */
const aggregateOf = ({ config, seed, start, count }: LocalChunk): string => {
  const recorder = new DpsRecorder();
  for (let i = start; i < start + count; i += 1)
    recorder.add(100_000 + ((i * 7919 + seed * 104_729) % 5_003) + config.text.length, i);
  return encodeAggregate({
    iterations: count,
    simulatedMs: BigInt(count) * 1000n,
    dps: recorder.totals(),
    sources: [],
    counters: [],
    tallies: [],
    notModelled: [],
  });
};

const fingerprint = (text: string): string => {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return String(hash);
};

const arms = [
  { name: 'a', hash: 'ha', text: 'one' },
  { name: 'b', hash: 'hb', text: 'other' },
];

const inputOf = (
  plan: SimulateJobInput['plan'],
  workers: number,
  speed: number,
  run: (chunk: LocalChunk) => Promise<LocalChunkRun>,
  more: Partial<SimulateJobInput> = {},
): SimulateJobInput => ({
  arms,
  plan,
  workers: { build: 'build', count: workers, iterationsPerSecond: () => speed, run },
  sha256Hex: fingerprint,
  nowMs: () => 0,
  onProgress: () => undefined,
  ...more,
});

const done = (chunk: LocalChunk): LocalChunkRun => ({ kind: 'done', aggregate: aggregateOf(chunk), computeMs: 2 });

/** Answers chunks late and out of order, as workers of unequal speed do. */
const unevenly = (turns: readonly number[]): ((chunk: LocalChunk) => Promise<LocalChunkRun>) => {
  let at = 0;
  return async (chunk) => {
    at += 1;
    for (let turn = turns[at % turns.length] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
    return done(chunk);
  };
};

describe('a job on the workers of one machine', () => {
  it('has one result whatever the workers, their speed, the chunks and their order', async () => {
    const plan = { iterations: 1_234, targetErrorPct: null, seed: 5 };
    const whole = arms.map(({ text, hash }) =>
      fingerprint(aggregateOf({ config: { text, hash }, seed: 5, start: 0, count: 1_234 })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.option(fc.integer({ min: 7, max: 400 }), { nil: undefined }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 7 }),
        async (workers, speed, chunkIterations, turns) => {
          const simulated = await simulateJob(inputOf(plan, workers, speed, unevenly(turns), { chunkIterations }));
          if (simulated.kind !== 'done') throw new Error(simulated.kind);
          expect(simulated.report.arms.map(({ digest }) => digest)).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stops a target error at a checkpoint, and counts exactly the iterations before it', async () => {
    const plan = { iterations: 100_000, targetErrorPct: 0.06, seed: 1 };
    const lengths = await Promise.all(
      [1, 4].map(async (workers) => {
        const simulated = await simulateJob(inputOf(plan, workers, 900, unevenly([3, 0, 11])));
        if (simulated.kind !== 'done') throw new Error(simulated.kind);
        return simulated.report.arms.map(({ iterations, digest }) => `${iterations} ${digest}`);
      }),
    );
    expect(lengths[0]).toEqual(lengths[1]);
    expect(lengths[0]?.[0]).toMatch(/^(2000|3000) /);
  });

  it('tells after each chunk what is known of every arm', async () => {
    const seen: string[] = [];
    const onProgress: SimulateJobInput['onProgress'] = (soFar, current) =>
      seen.push(`${current.arm.name}: ${soFar.map(({ aggregate }) => iterationsOf(aggregate)).join(' ')}`);
    await simulateJob(
      inputOf({ iterations: 20, targetErrorPct: null, seed: 1 }, 1, 0, (chunk) => Promise.resolve(done(chunk)), {
        chunkIterations: 10,
        onProgress,
      }),
    );
    expect(seen).toEqual(['a: 10 0', 'a: 20 0', 'b: 20 10', 'b: 20 20']);
  });

  it('ends with the reason of the first chunk that failed, and hands out no further one', async () => {
    let asked = 0;
    const run = (chunk: LocalChunk): Promise<LocalChunkRun> => {
      asked += 1;
      return Promise.resolve(chunk.start >= 100 ? { kind: 'failed', reason: 'no such spec' } : done(chunk));
    };
    const plan = { iterations: 100_000, targetErrorPct: null, seed: 1 };
    expect(await simulateJob(inputOf(plan, 2, 0, run, { chunkIterations: 50 }))).toEqual({
      kind: 'failed',
      reason: 'Iterations 100 to 149 could not be simulated: no such spec',
    });
    expect(asked).toBeLessThanOrEqual(4);
  });

  it('ends as cancelled when its workers are', async () => {
    const plan = { iterations: 1_000, targetErrorPct: null, seed: 1 };
    const simulated = await simulateJob(inputOf(plan, 3, 0, () => Promise.resolve({ kind: 'cancelled' })));
    expect(simulated).toEqual({ kind: 'cancelled' });
  });
});

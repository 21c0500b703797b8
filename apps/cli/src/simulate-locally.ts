import { jobPlan, type Question, type Report } from '@wowlab/protocol';
import { type EnginePool, sha256Hex } from '@wowlab/runtime';
import { simulateJob } from '@wowlab/scheduling';
import { canonicalConfig } from '@wowlab/simc';
import { iterationsOf, summarizeAggregate } from '@wowlab/statistics';
import { CommandError, exitCodes } from './exit-codes.ts';
import type { JobOptions } from './job-options.ts';
import type { Progress } from './output/progress-line.ts';
import { readArms } from './read-arms.ts';
import { readJobInput } from './read-job-input.ts';

export interface LocalRun {
  readonly profile: string;
  readonly options: JobOptions;
  readonly question?: Question | undefined;
  readonly pool: EnginePool;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Simulates a profile on this machine's workers alone, with the digest of a job on the network.
 *
 * @throws {CommandError} when the profile is refused, the engine can not simulate it, or it was interrupted.
 */
export const simulateLocally = async (run: LocalRun): Promise<Report> => {
  const { pool, signal } = run;
  const startedMs = performance.now();
  const input = readJobInput(run.profile);
  const { iterations, targetError, seed, chunk } = run.options;
  const plan = jobPlan({ iterations, targetErrorPct: targetError, seed }, input);
  const simulated = await simulateJob({
    arms: readArms(input, run.question).map(({ name, config, offset }) => {
      const text = canonicalConfig(config);
      return { name, offset, hash: sha256Hex(text), text };
    }),
    plan,
    workers: {
      build: pool.build,
      count: pool.workers,
      iterationsPerSecond: () => pool.iterationsPerSecond,
      run: (each) => pool.run({ ...each, signal }),
    },
    chunkIterations: chunk,
    sha256Hex,
    nowMs: () => performance.now(),
    onProgress: (arms, current) => {
      const { dps } = summarizeAggregate(current.aggregate);
      run.onProgress({
        state: 'running',
        iterations: arms.reduce((sum, { aggregate }) => sum + iterationsOf(aggregate), 0),
        target: plan.iterations * arms.length,
        mean: dps.mean,
        stdError: dps.stdError,
        elapsedMs: performance.now() - startedMs,
      });
    },
  });
  switch (simulated.kind) {
    case 'done':
      return simulated.report;
    case 'failed':
      throw new CommandError(exitCodes.jobFailed, simulated.reason);
    case 'cancelled':
      throw new CommandError(exitCodes.interrupted, 'Interrupted.');
    default:
      return simulated satisfies never;
  }
};

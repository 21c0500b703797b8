import { jobPlan, limits, type JobPlan, type Report, type ReportArm } from '@wowlab/protocol';
import { type EnginePool, sha256Hex } from '@wowlab/runtime';
import { checkpointsFor, decideAtCheckpoint } from '@wowlab/scheduling';
import { canonicalConfig } from '@wowlab/simc';
import {
  type Aggregate,
  decodeAggregate,
  emptyAggregate,
  encodeAggregate,
  mergeAggregates,
  reportArm,
  summarizeAggregate,
} from '@wowlab/statistics';
import { CommandError, exitCodes } from './exit-codes.ts';
import type { JobOptions } from './job-options.ts';
import type { Progress } from './output/progress-line.ts';
import { readJobInput } from './read-job-input.ts';

/** What a chunk should take, so that progress moves and the workers end together. */
const chunkMs = 250;
/** Before anything was measured. */
const firstChunkIterations = 50;

export interface LocalRun {
  readonly profile: string;
  readonly options: JobOptions;
  readonly pool: EnginePool;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Runs the interval `[from, to)` of an arm on all workers, in chunks as large as the measured speed suggests. */
const runSegment = async (
  run: LocalRun,
  config: { readonly hash: string; readonly text: string },
  seed: number,
  from: number,
  to: number,
  onChunk: (aggregate: Aggregate, computeMs: number) => void,
): Promise<void> => {
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < to) {
      const start = next;
      const paced = Math.ceil((run.pool.iterationsPerSecond * chunkMs) / 1_000) || firstChunkIterations;
      const even = Math.ceil((to - start) / run.pool.workers);
      const count = Math.min(to - start, run.options.chunk ?? Math.min(paced, even), limits.maxChunkIterations);
      next = start + count;
      const done = await run.pool.run({ config, seed, start, count, signal: run.signal });
      if (done.kind === 'cancelled') throw new CommandError(exitCodes.interrupted, 'Interrupted.');
      if (done.kind !== 'done') {
        throw new CommandError(
          exitCodes.jobFailed,
          `Iterations ${start} to ${start + count - 1} could not be simulated: ${done.reason}`,
        );
      }
      const decoded = decodeAggregate(done.aggregate);
      if (decoded.kind !== 'ok') {
        throw new Error(
          `The engine gave an impossible aggregate: ${decoded.field} is ${decoded.value}: ${decoded.problem}`,
        );
      }
      onChunk(decoded.aggregate, done.computeMs);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: run.pool.workers }, lane));
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
};

/** One arm up to the checkpoint where its plan is met; the same checkpoints and decision as a sentinel's. */
const runArm = async (
  run: LocalRun,
  plan: JobPlan,
  config: { readonly hash: string; readonly text: string },
  onChunk: (prefix: Aggregate, computeMs: number) => void,
): Promise<Aggregate> => {
  const checkpoints = checkpointsFor(plan.iterations, plan.targetErrorPct);
  let whole = emptyAggregate();
  let from = 0;
  for (const [index, to] of checkpoints.entries()) {
    await runSegment(run, config, plan.seed, from, to, (aggregate, computeMs) => {
      whole = mergeAggregates([whole, aggregate]);
      onChunk(whole, computeMs);
    });
    from = to;
    if (decideAtCheckpoint(whole, plan.targetErrorPct, index === checkpoints.length - 1) === 'stop') break;
  }
  return whole;
};

/**
 * Simulates a profile on this machine's workers alone: same engine, configs, seeds, checkpoints and merging as a job on the
 * network, so the same digest.
 *
 * @throws {CommandError} when the profile is refused, the engine can not simulate it, or it was interrupted.
 */
export const simulateLocally = async (run: LocalRun): Promise<Report> => {
  const startedMs = performance.now();
  const input = readJobInput(run.profile);
  const { iterations, targetError, seed } = run.options;
  const plan = jobPlan({ iterations, targetErrorPct: targetError, seed }, input);
  const arms: ReportArm[] = [];
  let computeMs = 0;
  let finished = 0;
  for (const arm of input.arms) {
    const text = canonicalConfig(arm.config);
    const config = { hash: sha256Hex(text), text };
    const whole = await runArm(run, plan, config, (prefix, spentMs) => {
      computeMs += spentMs;
      const { dps, iterations: done } = summarizeAggregate(prefix);
      run.onProgress({
        state: 'running',
        iterations: finished + done,
        target: plan.iterations * input.arms.length,
        mean: dps.mean,
        stdError: dps.stdError,
        elapsedMs: performance.now() - startedMs,
      });
    });
    finished += summarizeAggregate(whole).iterations;
    arms.push(reportArm({ name: arm.name, config: config.hash, digest: sha256Hex(encodeAggregate(whole)) }, whole));
  }
  return {
    job: { id: null, state: 'done', version: 1 },
    engine: { build: run.pool.build },
    seed: plan.seed,
    arms,
    timing: { wallMs: Math.round(performance.now() - startedMs), computeMs: Math.round(computeMs) },
  };
};

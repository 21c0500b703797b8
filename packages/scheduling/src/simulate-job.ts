import { type JobPlan, limits, type Report, type ReportArm, type StatOffset } from '@wowlab/protocol';
import {
  type Aggregate,
  decodeAggregate,
  emptyAggregate,
  encodeAggregate,
  mergeAggregates,
  reportAnalysis,
  reportArm,
} from '@wowlab/statistics';
import { checkpointsFor } from './checkpoints.ts';
import { decideAtCheckpoint } from './decide-at-checkpoint.ts';

/** What a chunk should take, ms, so that progress moves, a cancel is soon obeyed and the workers end together. */
const chunkMs = 250;
/** Before anything was measured. */
const firstChunkIterations = 50;

export interface LocalChunk {
  readonly config: { readonly hash: string; readonly text: string };
  readonly seed: number;
  readonly start: number;
  readonly count: number;
}

export type LocalChunkRun =
  | { readonly kind: 'done'; readonly aggregate: string; readonly computeMs: number }
  | { readonly kind: 'failed' | 'hung'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** The workers of one machine, whatever they are: threads of Node, or web workers of a browser. */
export interface LocalWorkers {
  /** The engine build they run. */
  readonly build: string;
  readonly count: number;
  /** Measured speed of one worker; 0 while unknown. */
  readonly iterationsPerSecond: () => number;
  readonly run: (chunk: LocalChunk) => Promise<LocalChunkRun>;
}

export interface ArmToSimulate {
  readonly name: string;
  /** SHA-256 of `text`, the canonical config. */
  readonly hash: string;
  readonly text: string;
  /** For an arm that is the first one with a stat moved. */
  readonly offset?: StatOffset | undefined;
}

/** An arm and what is known of it: the aggregate of the iterations that came back so far. */
export interface ArmSoFar {
  readonly arm: ArmToSimulate;
  readonly aggregate: Aggregate;
}

export interface SimulateJobInput {
  readonly arms: readonly ArmToSimulate[];
  readonly plan: JobPlan;
  readonly workers: LocalWorkers;
  /** Forces the size of every chunk. The result is the same. */
  readonly chunkIterations?: number | undefined;
  readonly sha256Hex: (text: string) => string;
  /** Milliseconds of any clock that only rises. */
  readonly nowMs: () => number;
  /** Told after each chunk. `current` is the arm the chunk was of. */
  readonly onProgress: (arms: readonly ArmSoFar[], current: ArmSoFar) => void;
}

export type SimulatedJob =
  | { readonly kind: 'done'; readonly report: Report }
  /** The engine refused an arm or broke on it; `reason` is for people. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

type Stopped = Exclude<SimulatedJob, { readonly kind: 'done' }>;

interface Segment {
  readonly arm: ArmToSimulate;
  readonly from: number;
  readonly to: number;
  readonly onChunk: (aggregate: Aggregate, computeMs: number) => void;
}

const stopOf = (chunk: LocalChunk, run: Exclude<LocalChunkRun, { readonly kind: 'done' }>): Stopped =>
  run.kind === 'cancelled'
    ? run
    : {
        kind: 'failed',
        reason: `Iterations ${chunk.start} to ${chunk.start + chunk.count - 1} could not be simulated: ${run.reason}`,
      };

/** Runs a segment on all workers, in chunks as large as the measured speed suggests. Null when all of it came back. */
const runSegment = async (input: SimulateJobInput, segment: Segment): Promise<Stopped | null> => {
  const { workers, plan, chunkIterations } = input;
  let next = segment.from;
  let stopped: Stopped | null = null;
  const lane = async (): Promise<void> => {
    while (next < segment.to && stopped === null) {
      const left = segment.to - next;
      const paced = Math.ceil((workers.iterationsPerSecond() * chunkMs) / 1_000) || firstChunkIterations;
      const even = Math.ceil(left / workers.count);
      const count = Math.min(left, chunkIterations ?? Math.min(paced, even), limits.maxChunkIterations);
      const { hash, text } = segment.arm;
      const chunk = { config: { hash, text }, seed: plan.seed, start: next, count };
      next += count;
      const run = await workers.run(chunk);
      if (run.kind !== 'done') {
        stopped ??= stopOf(chunk, run);
        return;
      }
      const decoded = decodeAggregate(run.aggregate);
      if (decoded.kind !== 'ok') {
        throw new Error(
          `The engine gave an impossible aggregate: ${decoded.field} is ${decoded.value}: ${decoded.problem}`,
        );
      }
      segment.onChunk(decoded.aggregate, run.computeMs);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: workers.count }, lane));
  for (const each of lanes) if (each.status === 'rejected') throw each.reason;
  return stopped;
};

/**
 * Simulates a job on the workers of one machine, arm by arm: same configs, seeds, checkpoints and merging as on the network,
 * so the same digests. Only merged aggregates are kept, so memory does not grow with the iterations.
 */
export const simulateJob = async (input: SimulateJobInput): Promise<SimulatedJob> => {
  const { plan, workers } = input;
  const startedMs = input.nowMs();
  const soFar: ArmSoFar[] = input.arms.map((arm) => ({ arm, aggregate: emptyAggregate() }));
  let computeMs = 0;
  const checkpoints = checkpointsFor(plan.iterations, plan.targetErrorPct);
  for (const [place, arm] of input.arms.entries()) {
    let whole = emptyAggregate();
    const onChunk = (aggregate: Aggregate, spentMs: number): void => {
      whole = mergeAggregates([whole, aggregate]);
      computeMs += spentMs;
      const current = { arm, aggregate: whole };
      soFar[place] = current;
      input.onProgress(soFar, current);
    };
    let from = 0;
    for (const [index, to] of checkpoints.entries()) {
      const stopped = await runSegment(input, { arm, from, to, onChunk });
      if (stopped !== null) return stopped;
      from = to;
      if (decideAtCheckpoint(whole, plan.targetErrorPct, index === checkpoints.length - 1) === 'stop') break;
    }
  }
  const arms: ReportArm[] = soFar.map(({ arm, aggregate }, index) => {
    const digest = input.sha256Hex(encodeAggregate(aggregate));
    return reportArm(
      { name: arm.name, offset: arm.offset, config: arm.hash, digest },
      aggregate,
      index < limits.maxDetailedArms,
    );
  });
  return {
    kind: 'done',
    report: {
      job: { id: null, state: 'done', version: 1 },
      engine: { build: workers.build },
      seed: plan.seed,
      arms,
      ...reportAnalysis(soFar.map(({ arm, aggregate }) => ({ name: arm.name, offset: arm.offset, aggregate }))),
      timing: { wallMs: Math.round(input.nowMs() - startedMs), computeMs: Math.round(computeMs) },
    },
  };
};

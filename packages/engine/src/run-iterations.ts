import { type Aggregate, mergeAggregates } from '@wowlab/statistics';
import type { Fight } from './fight.ts';
import type { FightRecorder } from './fight-recorder.ts';

/**
 * Iterations recorded before sums move to integers of any size: keeps every sum of a run below 2^53 for damage up to
 * 9·10^12 per iteration.
 */
const ITERATIONS_PER_BATCH = 1000;

export interface RunOptions {
  readonly fight: Fight;
  readonly recorder: FightRecorder;
  /** Called after an iteration's last event, e.g. to count uptimes. */
  readonly onEnd?: () => void;
  readonly notModelled: readonly string[];
}

/** Runs the iterations `[start, start + count)`. The result depends on nothing else than the arguments. */
export const runIterations = (options: RunOptions, seed: number, start: number, count: number): Aggregate => {
  const parts: Aggregate[] = [];
  for (let from = start; from < start + count; from += ITERATIONS_PER_BATCH) {
    parts.push(runBatch(options, seed, from, Math.min(ITERATIONS_PER_BATCH, start + count - from)));
  }
  return mergeAggregates(parts);
};

const runBatch = (options: RunOptions, seed: number, from: number, count: number): Aggregate => {
  const { fight, recorder, onEnd, notModelled } = options;
  recorder.clear();
  for (let iteration = from; iteration < from + count; iteration += 1) {
    recorder.beginIteration();
    fight.run(seed, iteration);
    fight.now = fight.endMs;
    onEnd?.();
    recorder.endIteration(fight.endMs, iteration);
  }
  return recorder.aggregate(notModelled);
};

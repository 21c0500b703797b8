import type { Job } from '@wowlab/protocol';

/** 97.5 % point of the normal distribution: half width of the 95 % interval, in standard errors. */
const normal95 = 1.959964;

/** Half width of the 95 % interval of a mean. */
export const halfWidth = (stdError: number): number => stdError * normal95;

/** The same as percent of the mean; null where that says nothing. */
export const errorPct = (mean: number | null, stdError: number | null): number | null =>
  mean === null || stdError === null || mean <= 0 ? null : (halfWidth(stdError) / mean) * 100;

/**
 * Iterations the job is expected to take. A target-error job needs about n·(e/t)² iterations when n gave the error e, the
 * error falling with the square root; never more than its cap.
 */
export const expectedIterations = (job: Pick<Job, 'arms' | 'targetErrorPct'>): number =>
  job.arms.reduce((sum, arm) => {
    const error = errorPct(arm.mean, arm.stdError);
    if (job.targetErrorPct === null || error === null || error === 0) return sum + arm.target;
    const needed = Math.ceil(arm.iterations * (error / job.targetErrorPct) ** 2);
    return sum + Math.min(arm.target, Math.max(arm.iterations, needed));
  }, 0);

/** A count of iterations and the time it was seen at, ms of one clock. */
export interface Sample {
  readonly atMs: number;
  readonly iterations: number;
}

/** Samples older than this say little about the present speed. */
const windowMs = 8_000;
const mostSamples = 128;

/** Adds a sample and drops what is too old; a fall of the count starts anew. */
export const withSample = (samples: readonly Sample[], sample: Sample): readonly Sample[] => {
  const last = samples.at(-1);
  if (last !== undefined && sample.iterations < last.iterations) return [sample];
  if (last !== undefined && sample.iterations === last.iterations) return samples;
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= windowMs), sample].slice(-mostSamples);
};

/** Iterations per second over the samples; null while too little is known. */
export const speedOf = (samples: readonly Sample[]): number | null => {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return null;
  const seconds = (last.atMs - first.atMs) / 1_000;
  return seconds <= 0 ? null : (last.iterations - first.iterations) / seconds;
};

/** Milliseconds until `expected` iterations at this speed; null while it is unknown. */
export const remainingMs = (iterations: number, expected: number, speed: number | null): number | null =>
  speed === null || speed <= 0 ? null : (Math.max(0, expected - iterations) / speed) * 1_000;

import { expectedIterations } from './expected-iterations.ts';

/** Someone waits for a job up to the first bound; one above the last is a batch. Expected iterations over all arms. */
const CLASS_BOUNDS = [50_000, 1_000_000] as const;

/**
 * A job's class within its owner's jobs: 0 is served first, then 1, then 2; equal classes in the order of submission.
 * Owners among each other share by weight, so a class never lets one owner pass another.
 */
export const priorityOf = (iterations: number, targetErrorPct: number | null, arms: number): number => {
  const expected = expectedIterations(iterations, targetErrorPct) * arms;
  const found = CLASS_BOUNDS.findIndex((bound) => expected <= bound);
  return found === -1 ? CLASS_BOUNDS.length : found;
};

import type { Aggregate } from './aggregate.ts';
import { BATCHES } from './iteration-batch.ts';
import { student95 } from './student-quantile.ts';

/** One arm of a contrast and its factor; factors of a comparison add up to 0. */
export interface ContrastTerm {
  readonly factor: number;
  readonly aggregate: Aggregate;
}

export interface Contrast {
  /** Σ factor · mean DPS. */
  readonly estimate: number;
  readonly stdError: number;
  /** Half the width of the 95 % interval of the estimate. */
  readonly error95: number;
  /** Every iteration gave the same in all arms, as far as their sums tell: there is nothing to estimate. */
  readonly isIdentical: boolean;
}

const MILLI = 1000;

const sameIn = (batch: number, terms: readonly ContrastTerm[]): boolean => {
  const [first] = terms;
  const own = first?.aggregate.dps.batches[batch];
  return terms.every(({ aggregate }) => {
    const other = aggregate.dps.batches[batch];
    return other?.count === own?.count && other?.sum === own?.sum;
  });
};

/**
 * A linear combination of the mean DPS of arms that were simulated with one seed, and its error, with whatever correlation
 * the common random numbers brought.
 *
 * Interleaved batch means (Law, Simulation Modeling and Analysis, ch. 9 and 11.2): with S and n the sums and counts of the
 * arms' batches, batch k misses the estimate by Z_k = Σ factor · (S_k − n_k · mean) / n. Iterations are independent of one
 * another, so batches are too, and SE² = m/(m−1) · Σ Z_k² over the m batches that hold iterations, with m−1 degrees of
 * freedom. This stays right when the arms have different numbers of iterations; then less is shared. When arms differ in few
 * batches only (a rare effect), those few are all that is known of the difference, and count for the degrees of freedom.
 *
 * Null when an arm has fewer than two iterations: nothing is known of the spread.
 */
export const contrast = (terms: readonly ContrastTerm[]): Contrast | null => {
  if (terms.some(({ aggregate }) => aggregate.iterations < 2)) return null;
  let estimate = 0;
  for (const { factor, aggregate } of terms) estimate += factor * (Number(aggregate.dps.sum) / aggregate.iterations);
  let squares = 0;
  let held = 0;
  let differing = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    let miss = 0;
    let isHeld = false;
    for (const { factor, aggregate } of terms) {
      const { iterations, dps } = aggregate;
      const { count, sum } = dps.batches[batch] ?? { count: 0, sum: 0n };
      if (count === 0) continue;
      isHeld = true;
      // Exact up to the division: nothing is lost between two large sums.
      miss += (factor * Number(sum * BigInt(iterations) - BigInt(count) * dps.sum)) / iterations / iterations;
    }
    squares += miss * miss;
    if (isHeld) held += 1;
    if (isHeld && !sameIn(batch, terms)) differing += 1;
  }
  const isIdentical = differing === 0;
  const stdError = isIdentical ? 0 : Math.sqrt((squares * held) / (held - 1));
  return {
    estimate: isIdentical ? 0 : estimate / MILLI,
    stdError: stdError / MILLI,
    error95: (stdError * student95(Math.max(1, differing - 1))) / MILLI,
    isIdentical,
  };
};

import type { Aggregate } from './aggregate.ts';
import { contrast } from './contrast.ts';

/**
 * `identical`: every iteration gave the same. `within-error`: the difference may be chance; more iterations may tell.
 * `unknown`: too few iterations to say anything.
 */
export type Verdict = 'better' | 'worse' | 'within-error' | 'identical' | 'unknown';

/** An arm beside another of the same seed. DPS; `percent` is of the baseline's mean. */
export interface ArmDifference {
  readonly difference: number;
  readonly percent: number;
  readonly stdError: number;
  /** Half the width of the 95 % interval of the difference, and the same as percent of the baseline's mean. */
  readonly error95: number;
  readonly error95Percent: number;
  readonly verdict: Verdict;
}

const MILLI = 1000;

export const meanDpsOf = ({ dps, iterations }: Aggregate): number =>
  iterations === 0 ? 0 : Number(dps.sum) / iterations / MILLI;

/** What an arm gains or loses against a baseline that was simulated with the same seed: paired, see `contrast`. */
export const compareArms = (baseline: Aggregate, arm: Aggregate): ArmDifference => {
  const mean = meanDpsOf(baseline);
  const percentOf = (dps: number): number => (mean === 0 ? 0 : (100 * dps) / mean);
  const found = contrast([
    { factor: 1, aggregate: arm },
    { factor: -1, aggregate: baseline },
  ]);
  if (found === null) {
    const difference = meanDpsOf(arm) - mean;
    return {
      difference,
      percent: percentOf(difference),
      stdError: 0,
      error95: 0,
      error95Percent: 0,
      verdict: 'unknown',
    };
  }
  const { estimate, stdError, error95, isIdentical } = found;
  const isClear = Math.abs(estimate) > error95;
  return {
    difference: estimate,
    percent: percentOf(estimate),
    stdError,
    error95,
    error95Percent: percentOf(error95),
    verdict: isIdentical ? 'identical' : isClear ? (estimate > 0 ? 'better' : 'worse') : 'within-error',
  };
};

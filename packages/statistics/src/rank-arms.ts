import type { Aggregate } from './aggregate.ts';
import { type ArmDifference, compareArms, meanDpsOf } from './compare-arms.ts';
import { relativeError } from './summarize-aggregate.ts';

export interface RankedArm extends ArmDifference {
  /** Index of the arm in the list that was ranked. */
  readonly arm: number;
  /** From 1, best mean first. */
  readonly rank: number;
  /** From 1. An arm shares the group of the best arm it can not be told from at 95 %. */
  readonly group: number;
  /**
   * Within twice the error of the best arm's own mean (the half width of its 95 % interval): what tools that compare gear
   * call a sidegrade, so that nobody chases noise.
   */
  readonly isSidegrade: boolean;
}

/**
 * Arms of one job from the best mean to the worst, each compared with the baseline. Groups are formed from the top: the best
 * arm leads one, and arms join it until the first that differs from the leader by more than the error of that difference.
 */
export const rankArms = (arms: readonly Aggregate[], baseline: number): readonly RankedArm[] => {
  const base = arms[baseline];
  if (base === undefined) throw new RangeError(`there is no arm ${baseline} among ${arms.length}`);
  const order = arms
    .map((aggregate, arm) => ({ aggregate, arm, mean: meanDpsOf(aggregate) }))
    .toSorted((left, right) => right.mean - left.mean || left.arm - right.arm);
  const [best] = order;
  const bestError = best === undefined ? 0 : (relativeError(best.aggregate) * best.mean) / 100;
  let leader = best;
  let group = 1;
  return order.map((each, place) => {
    if (leader !== undefined && compareArms(leader.aggregate, each.aggregate).verdict === 'worse') {
      leader = each;
      group += 1;
    }
    return {
      arm: each.arm,
      rank: place + 1,
      group,
      isSidegrade: best !== undefined && best !== each && best.mean - each.mean <= 2 * bestError,
      ...compareArms(base, each.aggregate),
    };
  });
};

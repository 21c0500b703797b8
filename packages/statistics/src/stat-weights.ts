import type { Aggregate } from './aggregate.ts';
import { type Contrast, contrast, type ContrastTerm } from './contrast.ts';

/** An arm that is the baseline with one stat moved by `amount`, which is not 0. */
export interface OffsetArm {
  readonly stat: string;
  readonly amount: number;
  readonly aggregate: Aggregate;
}

/** DPS per point of a stat, with half the width of its 95 % interval. */
export interface Slope {
  readonly perPoint: number;
  readonly error95: number;
}

export interface StatWeight extends Slope {
  readonly stat: string;
  /** How far the stat was moved down and up; one of them is 0 for a stat that could be moved one way only. */
  readonly down: number;
  readonly up: number;
  /** Going up from the baseline and coming up to it; null where that arm is missing. */
  readonly above: Slope | null;
  readonly below: Slope | null;
  /**
   * The two slopes differ by more than chance and by more than a quarter of the larger: a cap or a step lies near, and one
   * number does not describe the stat.
   */
  readonly isBent: boolean;
  /** `no-effect`: moving the stat changed nothing in any iteration. `unknown`: too few iterations. */
  readonly verdict: 'clear' | 'within-error' | 'no-effect' | 'unknown';
  /** In units of the main stat's weight; null without a main stat, or when its weight is not clear. */
  readonly normalized: Slope | null;
}

const BENT_SHARE = 0.25;

const slopeOf = (found: Contrast | null): Slope | null =>
  found === null ? null : { perPoint: found.estimate, error95: found.error95 };

/** The slope's terms: the outermost arms of the stat, or the baseline in place of the one that is missing. */
const slopeTerms = (low: Aggregate, high: Aggregate, distance: number): readonly ContrastTerm[] => [
  { factor: 1 / distance, aggregate: high },
  { factor: -1 / distance, aggregate: low },
];

interface StatArms {
  readonly stat: string;
  readonly down: number;
  readonly up: number;
  readonly terms: readonly ContrastTerm[];
  readonly low: Aggregate | null;
  readonly high: Aggregate | null;
}

const armsByStat = (baseline: Aggregate, offsets: readonly OffsetArm[]): readonly StatArms[] =>
  [...new Set(offsets.map(({ stat }) => stat))].map((stat) => {
    const own = offsets.filter((offset) => offset.stat === stat);
    const low = own.find(({ amount }) => amount < 0);
    const high = own.find(({ amount }) => amount > 0);
    const [down, up] = [Math.abs(low?.amount ?? 0), high?.amount ?? 0];
    const terms = slopeTerms(low?.aggregate ?? baseline, high?.aggregate ?? baseline, down + up);
    return { stat, down, up, terms, low: low?.aggregate ?? null, high: high?.aggregate ?? null };
  });

const isBent = (baseline: Aggregate, { low, high, down, up }: StatArms, below: Slope | null, above: Slope | null) => {
  if (low === null || high === null || below === null || above === null) return false;
  const bend = contrast([
    ...slopeTerms(baseline, high, up),
    ...slopeTerms(low, baseline, down).map(({ factor, aggregate }) => ({ factor: -factor, aggregate })),
  ]);
  const larger = Math.max(Math.abs(below.perPoint), Math.abs(above.perPoint));
  return bend !== null && Math.abs(bend.estimate) > Math.max(bend.error95, BENT_SHARE * larger);
};

/** The ratio of two slopes; its error by the delta method, with what the two share: Var(a − r·b) / b². */
const ratio = (own: readonly ContrastTerm[], main: readonly ContrastTerm[], mainSlope: number, r: number): Slope => {
  const error = contrast([
    ...own.map(({ factor, aggregate }) => ({ factor: factor / mainSlope, aggregate })),
    ...main.map(({ factor, aggregate }) => ({ factor: (-r * factor) / mainSlope, aggregate })),
  ]);
  return { perPoint: r, error95: error?.error95 ?? 0 };
};

/**
 * Stat weights by central differences: (DPS at +up − DPS at −down) / (up + down), from arms of one seed, so that what chance
 * does to both cancels as far as it is shared. Formula, normalisation and one-sided fallback as SimulationCraft
 * (`calculate_scale_factors`, `center_scale_delta=1`); the error is that of the paired difference instead of the sum of two
 * independent ones. In the order in which the stats first appear.
 */
export const statWeights = (
  baseline: Aggregate,
  offsets: readonly OffsetArm[],
  mainStat: string | null,
): readonly StatWeight[] => {
  const all = armsByStat(baseline, offsets);
  const main = all.find(({ stat }) => stat === mainStat);
  const mainFound = main === undefined ? null : contrast(main.terms);
  return all.map((each) => {
    const found = contrast(each.terms);
    const above = each.high === null ? null : slopeOf(contrast(slopeTerms(baseline, each.high, each.up)));
    const below = each.low === null ? null : slopeOf(contrast(slopeTerms(each.low, baseline, each.down)));
    const perPoint = found?.estimate ?? 0;
    const canNormalize = found !== null && mainFound !== null && Math.abs(mainFound.estimate) > mainFound.error95;
    const isClear = found !== null && Math.abs(perPoint) > found.error95;
    return {
      stat: each.stat,
      down: each.down,
      up: each.up,
      perPoint,
      error95: found?.error95 ?? 0,
      above,
      below,
      isBent: isBent(baseline, each, below, above),
      verdict: found === null ? 'unknown' : found.isIdentical ? 'no-effect' : isClear ? 'clear' : 'within-error',
      normalized:
        canNormalize && main !== undefined
          ? each === main
            ? { perPoint: 1, error95: 0 }
            : ratio(each.terms, main.terms, mainFound.estimate, perPoint / mainFound.estimate)
          : null,
    };
  });
};

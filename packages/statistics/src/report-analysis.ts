import type { Aggregate } from './aggregate.ts';
import { pawnString } from './pawn-string.ts';
import { rankArms } from './rank-arms.ts';
import { type OffsetArm, type Slope, statWeights } from './stat-weights.ts';

/** An arm of a job, with what it means in it: moved in one stat against the first arm, or an arm of its own. */
export interface ArmOfJob {
  readonly name: string;
  readonly offset?: { readonly stat: string; readonly amount: number } | undefined;
  readonly aggregate: Aggregate;
}

/** Weights are normalised to the first of these that was weighed. */
const MAIN_STATS = ['strength', 'agility', 'intellect'];

const copyOf = (slope: Slope | null) => (slope === null ? null : { ...slope });

const comparisonOf = (arms: readonly ArmOfJob[]) => {
  const own = arms.flatMap(({ offset }, index) => (offset === undefined ? [index] : []));
  if (own.length < 2) return null;
  const ranked = rankArms(
    own.map((index) => (arms[index] as ArmOfJob).aggregate),
    0,
  );
  return { baseline: own[0] ?? 0, arms: ranked.map(({ arm, ...rest }) => ({ arm: own[arm] ?? 0, ...rest })) };
};

const weightsOf = (arms: readonly ArmOfJob[]) => {
  const [baseline] = arms;
  const offsets = arms.flatMap(({ offset, aggregate }): OffsetArm[] =>
    offset === undefined ? [] : [{ ...offset, aggregate }],
  );
  if (baseline === undefined || offsets.length === 0) return null;
  const weighed = new Set(offsets.map(({ stat }) => stat));
  const mainStat = MAIN_STATS.find((stat) => weighed.has(stat)) ?? null;
  const weights = statWeights(baseline.aggregate, offsets, mainStat);
  const isNormalized = weights.every(({ normalized }) => normalized !== null);
  const pawn = pawnString(
    baseline.name,
    weights.map(({ stat, perPoint, verdict, normalized }) => ({
      stat,
      value: verdict === 'clear' ? (isNormalized ? (normalized?.perPoint ?? null) : perPoint) : null,
    })),
  );
  return {
    baseline: 0,
    mainStat,
    stats: weights.map((weight) => ({
      ...weight,
      above: copyOf(weight.above),
      below: copyOf(weight.below),
      normalized: copyOf(weight.normalized),
    })),
    pawn,
  };
};

/**
 * What the arms of a job say together, as the protocol describes it: a comparison when there are several, stat weights when
 * some are moved in a stat. All arms were simulated with one seed.
 */
export const reportAnalysis = (arms: readonly ArmOfJob[]) => {
  const comparison = comparisonOf(arms);
  const weights = weightsOf(arms);
  return { ...(comparison === null ? {} : { comparison }), ...(weights === null ? {} : { weights }) };
};

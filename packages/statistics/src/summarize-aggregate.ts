import type { Aggregate, DpsTotals } from './aggregate.ts';
import { bucketRange } from './dps-bucket.ts';
import { fullHitsOf, landedOf } from './source-counts.ts';

/** Plain DPS, not milli-DPS. */
export interface DpsSummary {
  readonly mean: number;
  /** Sample standard deviation (n − 1). */
  readonly stdDev: number;
  readonly stdError: number;
  readonly min: number;
  readonly max: number;
  readonly p05: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export interface SourceSummary {
  readonly name: string;
  readonly dps: number;
  /** Part of all damage, 0 to 1. */
  readonly share: number;
  /** Landed hits, glancing ones included, per iteration. */
  readonly count: number;
  /**
   * All damage of the source over its full hits, counted as the reference engine of the mop ruleset counts them: a
   * glancing blow adds its damage but is no full hit, an application that lands is one. Equals the plain mean hit for
   * whatever can not glance and is not applied.
   */
  readonly meanHit: number;
}

export interface AggregateSummary {
  readonly iterations: number;
  readonly dps: DpsSummary;
  /** Largest first; equal ones by name. */
  readonly sources: readonly SourceSummary[];
  readonly notModelled: readonly string[];
}

const MILLI = 1000;
/** Two-sided 95 % quantile of the normal distribution. */
const Z_95 = 1.959964;

/** Sample variance of milli-DPS by (n·Σx² − (Σx)²) / (n·(n − 1)), exact until the final division. */
const variance = (dps: DpsTotals, iterations: number): number => {
  if (iterations < 2) return 0;
  const n = BigInt(iterations);
  return Number(n * dps.sumOfSquares - dps.sum * dps.sum) / (iterations * (iterations - 1));
};

const meanMilliDps = (aggregate: Aggregate): number =>
  aggregate.iterations === 0 ? 0 : Number(aggregate.dps.sum) / aggregate.iterations;

const stdErrorMilliDps = (aggregate: Aggregate): number =>
  aggregate.iterations === 0 ? 0 : Math.sqrt(variance(aggregate.dps, aggregate.iterations) / aggregate.iterations);

/** The value below which a share of all iterations lies, in milli-DPS, linear inside its bucket. */
const quantile = (dps: DpsTotals, iterations: number, share: number): number => {
  const rank = share * iterations;
  let below = 0;
  for (const { bucket, count } of dps.histogram) {
    if (below + count >= rank) {
      const { from, width } = bucketRange(bucket);
      // A bucket of whole values [from, from + width − 1]; one value wide means exactly that value.
      const value = from + ((width - 1) * (rank - below)) / count;
      return Math.min(dps.max, Math.max(dps.min, value));
    }
    below += count;
  }
  return dps.max;
};

/** What people read: derived from the exact sums once, at the end. */
export const summarizeAggregate = (aggregate: Aggregate): AggregateSummary => {
  const { dps, iterations } = aggregate;
  const at = (share: number): number => quantile(dps, iterations, share) / MILLI;
  const mean = meanMilliDps(aggregate) / MILLI;
  const damage = aggregate.sources.reduce((sum, source) => sum + source.damage, 0n);
  const sources = aggregate.sources.map((source): SourceSummary => {
    const share = damage === 0n ? 0 : Number(source.damage) / Number(damage);
    const fullHits = fullHitsOf(source);
    return {
      name: source.name,
      dps: share * mean,
      share,
      count: iterations === 0 ? 0 : landedOf(source) / iterations,
      meanHit: fullHits === 0 ? 0 : Number(source.damage) / fullHits,
    };
  });
  return {
    iterations,
    dps: {
      mean,
      stdDev: Math.sqrt(variance(dps, iterations)) / MILLI,
      stdError: stdErrorMilliDps(aggregate) / MILLI,
      min: dps.min / MILLI,
      max: dps.max / MILLI,
      p05: at(0.05),
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p95: at(0.95),
    },
    sources: sources.sort((left, right) => right.dps - left.dps || (left.name < right.name ? -1 : 1)),
    notModelled: aggregate.notModelled,
  };
};

/**
 * Half the width of the 95 % interval of the mean, as percent of the mean. Infinite while fewer than two iterations say
 * nothing about the spread; 0 for damage that never varies.
 */
export const relativeError = (aggregate: Aggregate): number => {
  if (aggregate.iterations < 2) return Number.POSITIVE_INFINITY;
  const mean = meanMilliDps(aggregate);
  return mean === 0 ? 0 : (100 * Z_95 * stdErrorMilliDps(aggregate)) / mean;
};

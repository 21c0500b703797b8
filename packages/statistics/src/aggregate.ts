import { type BatchTotals, emptyBatches } from './iteration-batch.ts';

/** How often one source did what, and what came of it, summed over all iterations. */
export interface SourceTotals {
  readonly name: string;
  /** Who deals it: `player`, or the name of a pet or guardian. */
  readonly actor: string;
  /** Casts, swings or applications, whether they landed or not. */
  readonly executes: number;
  /** Direct hits that were neither critical nor glancing. */
  readonly hits: number;
  readonly crits: number;
  readonly glances: number;
  /** Periodic hits that were not critical. */
  readonly ticks: number;
  readonly critTicks: number;
  /** Landed applications of an effect that deal no damage by themselves. */
  readonly applications: number;
  readonly misses: number;
  readonly dodges: number;
  readonly parries: number;
  /** All damage of the source, and the part of it that was critical. */
  readonly damage: bigint;
  readonly critDamage: bigint;
  /** Smallest and largest single landed hit; both 0 when nothing landed. */
  readonly minHit: number;
  readonly maxHit: number;
}

/** One bucket of the DPS histogram: the bucket's number (see `bucketOf`) and how many iterations fell into it. */
export interface BucketCount {
  readonly bucket: number;
  readonly count: number;
}

export interface DpsTotals {
  /** Sums over all iterations of whole milli-DPS and of their squares. */
  readonly sum: bigint;
  readonly sumOfSquares: bigint;
  /** Both 0 when there is no iteration. */
  readonly min: number;
  readonly max: number;
  /** Ascending by bucket, no empty buckets. */
  readonly histogram: readonly BucketCount[];
  /** The iterations by their number modulo `BATCHES`; always that many entries. */
  readonly batches: readonly BatchTotals[];
}

/** A named sum, e.g. the milliseconds a buff was up. The name says the unit. */
export interface Counter {
  readonly name: string;
  readonly value: bigint;
}

/**
 * A named row of sums, e.g. what became of one buff. What the columns are, and their units, follows from the name's first
 * part; see `tallyKinds`. The last sum is never 0.
 */
export interface Tally {
  readonly name: string;
  readonly sums: readonly bigint[];
}

/** Whoever deals what no other is named for. */
export const PLAYER = 'player';

/**
 * The exact summary of a set of iterations. Only integers: merging is associative and commutative, and a merged aggregate
 * does not depend on how its iterations were cut. Lists are sorted by name and hold no name twice.
 */
export interface Aggregate {
  readonly iterations: number;
  /** Simulated time, ms, summed over all iterations. */
  readonly simulatedMs: bigint;
  readonly dps: DpsTotals;
  readonly sources: readonly SourceTotals[];
  readonly counters: readonly Counter[];
  readonly tallies: readonly Tally[];
  /** What the input asked for and the simulation left out, sorted. */
  readonly notModelled: readonly string[];
}

/** What an encoded aggregate may hold. Far above what any fight needs, low enough that a hostile one stays harmless. */
export const aggregateLimits = Object.freeze({
  textLength: 1_048_576,
  sources: 512,
  counters: 8_192,
  tallies: 4_096,
  /** Sums of one tally. */
  tallySums: 1_024,
  buckets: 32_768,
  notModelled: 1_024,
  nameLength: 160,
});

const EMPTY: Aggregate = Object.freeze({
  iterations: 0,
  simulatedMs: 0n,
  dps: Object.freeze({
    sum: 0n,
    sumOfSquares: 0n,
    min: 0,
    max: 0,
    histogram: Object.freeze([]),
    batches: emptyBatches,
  }),
  sources: Object.freeze([]),
  counters: Object.freeze([]),
  tallies: Object.freeze([]),
  notModelled: Object.freeze([]),
});

/** The aggregate of no iterations: the identity of `mergeAggregates`. */
export const emptyAggregate = (): Aggregate => EMPTY;

export const iterationsOf = (aggregate: Aggregate): number => aggregate.iterations;

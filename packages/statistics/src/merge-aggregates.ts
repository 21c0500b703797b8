import {
  type Aggregate,
  type BucketCount,
  type Counter,
  emptyAggregate,
  type SourceTotals,
  type Tally,
} from './aggregate.ts';
import { addBatches } from './iteration-batch.ts';
import { landedOf } from './source-counts.ts';

const addSource = (left: SourceTotals, right: SourceTotals): SourceTotals => {
  const leftLanded = landedOf(left) > 0;
  const rightLanded = landedOf(right) > 0;
  return {
    name: left.name,
    // Always the same in aggregates of one arm; where they differ the choice must not depend on the order.
    actor: left.actor < right.actor ? left.actor : right.actor,
    executes: left.executes + right.executes,
    hits: left.hits + right.hits,
    crits: left.crits + right.crits,
    glances: left.glances + right.glances,
    ticks: left.ticks + right.ticks,
    critTicks: left.critTicks + right.critTicks,
    applications: left.applications + right.applications,
    misses: left.misses + right.misses,
    dodges: left.dodges + right.dodges,
    parries: left.parries + right.parries,
    damage: left.damage + right.damage,
    critDamage: left.critDamage + right.critDamage,
    minHit: leftLanded && rightLanded ? Math.min(left.minHit, right.minHit) : left.minHit + right.minHit,
    maxHit: Math.max(left.maxHit, right.maxHit),
  };
};

const addCounter = (left: Counter, right: Counter): Counter => ({ name: left.name, value: left.value + right.value });

/** The shorter row goes on as zeros. */
const addTally = (left: Tally, right: Tally): Tally => {
  const [longer, shorter] = left.sums.length < right.sums.length ? [right.sums, left.sums] : [left.sums, right.sums];
  return { name: left.name, sums: longer.map((sum, index) => sum + (shorter[index] ?? 0n)) };
};

const addBucket = (left: BucketCount, right: BucketCount): BucketCount => ({
  bucket: left.bucket,
  count: left.count + right.count,
});

/** Joins two lists sorted by the same key; entries with equal keys are combined. */
const zip = <Entry>(
  left: readonly Entry[],
  right: readonly Entry[],
  before: (a: Entry, b: Entry) => boolean,
  combine: (a: Entry, b: Entry) => Entry,
): readonly Entry[] => {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const joined: Entry[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const a = left[i];
    const b = right[j];
    if (b === undefined || (a !== undefined && before(a, b))) {
      joined.push(a as Entry);
      i += 1;
    } else if (a === undefined || before(b, a)) {
      joined.push(b);
      j += 1;
    } else {
      joined.push(combine(a, b));
      i += 1;
      j += 1;
    }
  }
  return joined;
};

const byName = (a: { readonly name: string }, b: { readonly name: string }): boolean => a.name < b.name;

const mergeTwo = (left: Aggregate, right: Aggregate): Aggregate => ({
  iterations: left.iterations + right.iterations,
  simulatedMs: left.simulatedMs + right.simulatedMs,
  dps: {
    sum: left.dps.sum + right.dps.sum,
    sumOfSquares: left.dps.sumOfSquares + right.dps.sumOfSquares,
    min:
      left.iterations > 0 && right.iterations > 0
        ? Math.min(left.dps.min, right.dps.min)
        : left.dps.min + right.dps.min,
    max: Math.max(left.dps.max, right.dps.max),
    histogram: zip(left.dps.histogram, right.dps.histogram, (a, b) => a.bucket < b.bucket, addBucket),
    batches: addBatches(left.dps.batches, right.dps.batches),
  },
  sources: zip(left.sources, right.sources, byName, addSource),
  counters: zip(left.counters, right.counters, byName, addCounter),
  tallies: zip(left.tallies, right.tallies, byName, addTally),
  notModelled: zip(
    left.notModelled,
    right.notModelled,
    (a, b) => a < b,
    (a) => a,
  ),
});

/** Adds aggregates of disjoint sets of iterations. Exact, associative and commutative; no input gives the empty one. */
export const mergeAggregates = (aggregates: readonly Aggregate[]): Aggregate => {
  let merged = emptyAggregate();
  for (const aggregate of aggregates) merged = mergeTwo(merged, aggregate);
  return merged;
};

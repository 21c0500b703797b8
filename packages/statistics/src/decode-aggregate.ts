import {
  type Aggregate,
  aggregateLimits,
  type BucketCount,
  type Counter,
  type DpsTotals,
  PLAYER,
  type SourceTotals,
} from './aggregate.ts';
import { bucketOf } from './dps-bucket.ts';
import { AGGREGATE_VERSION, encodeAggregate } from './encode-aggregate.ts';
import { InvalidField, readCount, readList, readName, readObject, readSum, requireRising } from './field-reader.ts';
import { BATCHES, type BatchTotals, emptyBatches } from './iteration-batch.ts';
import { readTallies } from './read-tallies.ts';
import { landedOf, SOURCE_COUNTS } from './source-counts.ts';

export type DecodedAggregate =
  | { readonly kind: 'ok'; readonly aggregate: Aggregate }
  | { readonly kind: 'invalid'; readonly field: string; readonly value: string; readonly problem: string };

/** Refuses a sum that no `count` values between `min` and `max` can have. */
const requireBetween = (sum: bigint, field: string, count: number, min: number, max: number): void => {
  if (sum < BigInt(count) * BigInt(min) || sum > BigInt(count) * BigInt(max)) {
    throw new InvalidField(field, sum, `can not be the sum of ${count} values from ${min} to ${max}`);
  }
};

const readHistogram = (value: unknown, iterations: number): readonly BucketCount[] => {
  const field = 'dps.histogram';
  const flat = readList(value, field, 2 * aggregateLimits.buckets);
  if (flat.length % 2 !== 0) throw new InvalidField(field, flat, 'must hold pairs of bucket and count');
  const histogram: BucketCount[] = [];
  let total = 0;
  for (let index = 0; index < flat.length; index += 2) {
    const bucket = readCount(flat[index], `${field}[${index}]`);
    const count = readCount(flat[index + 1], `${field}[${index + 1}]`);
    if (count === 0) throw new InvalidField(`${field}[${index + 1}]`, count, 'must not be an empty bucket');
    total += count;
    histogram.push({ bucket, count });
  }
  requireRising(
    histogram.map(({ bucket }) => bucket),
    field,
  );
  if (total !== iterations) throw new InvalidField(field, total, `must add up to iterations, which is ${iterations}`);
  return histogram;
};

const readBatches = (
  value: unknown,
  whole: Pick<DpsTotals, 'sum' | 'min' | 'max'> & { readonly iterations: number },
): readonly BatchTotals[] => {
  const field = 'dps.batches';
  const flat = readList(value, field, 2 * BATCHES);
  if (flat.length !== 2 * BATCHES) throw new InvalidField(field, flat, `must hold ${BATCHES} pairs of count and sum`);
  let iterations = 0;
  let total = 0n;
  const batches = emptyBatches.map((_, batch): BatchTotals => {
    const count = readCount(flat[2 * batch], `${field}[${2 * batch}]`);
    const sum = readSum(flat[2 * batch + 1], `${field}[${2 * batch + 1}]`);
    requireBetween(sum, `${field}[${2 * batch + 1}]`, count, whole.min, whole.max);
    iterations += count;
    total += sum;
    return { count, sum };
  });
  if (iterations !== whole.iterations) {
    throw new InvalidField(field, iterations, `must count the iterations, which are ${whole.iterations}`);
  }
  if (total !== whole.sum) throw new InvalidField(field, total, `must add up to dps.sum, which is ${whole.sum}`);
  return batches;
};

const readDps = (value: unknown, iterations: number): DpsTotals => {
  const raw = readObject(value, 'dps', ['sum', 'sumOfSquares', 'min', 'max', 'histogram', 'batches']);
  const sum = readSum(raw.sum, 'dps.sum');
  const sumOfSquares = readSum(raw.sumOfSquares, 'dps.sumOfSquares');
  const min = readCount(raw.min, 'dps.min');
  const max = readCount(raw.max, 'dps.max');
  if (min > max) throw new InvalidField('dps.min', min, `must not exceed dps.max, which is ${max}`);
  requireBetween(sum, 'dps.sum', iterations, min, max);
  if (iterations === 0 && max !== 0) throw new InvalidField('dps.max', max, 'must be 0 without iterations');
  const n = BigInt(iterations);
  // Σx² lies between (Σx)²/n (all equal) and max·Σx (only zeros and the largest).
  if (n * sumOfSquares < sum * sum || sumOfSquares > BigInt(max) * sum) {
    throw new InvalidField('dps.sumOfSquares', sumOfSquares, 'does not fit dps.sum and dps.max');
  }
  const histogram = readHistogram(raw.histogram, iterations);
  const [first, last] = [histogram[0], histogram[histogram.length - 1]];
  if (first !== undefined && first.bucket !== bucketOf(min)) {
    throw new InvalidField('dps.histogram', first.bucket, 'must start with the bucket of dps.min');
  }
  if (last !== undefined && last.bucket !== bucketOf(max)) {
    throw new InvalidField('dps.histogram', last.bucket, 'must end with the bucket of dps.max');
  }
  const batches = readBatches(raw.batches, { iterations, sum, min, max });
  return { sum, sumOfSquares, min, max, histogram, batches };
};

const readSource = (value: unknown, field: string): SourceTotals => {
  const keys = ['name', ...SOURCE_COUNTS, 'damage', 'critDamage', 'minHit', 'maxHit'] as const;
  const raw = readObject(value, field, keys, ['actor']);
  const count = (name: (typeof SOURCE_COUNTS)[number]): number => readCount(raw[name], `${field}.${name}`);
  const source: SourceTotals = {
    name: readName(raw.name, `${field}.name`, aggregateLimits.nameLength),
    actor: raw.actor === undefined ? PLAYER : readName(raw.actor, `${field}.actor`, aggregateLimits.nameLength),
    executes: count('executes'),
    hits: count('hits'),
    crits: count('crits'),
    glances: count('glances'),
    ticks: count('ticks'),
    critTicks: count('critTicks'),
    applications: count('applications'),
    misses: count('misses'),
    dodges: count('dodges'),
    parries: count('parries'),
    damage: readSum(raw.damage, `${field}.damage`),
    critDamage: readSum(raw.critDamage, `${field}.critDamage`),
    minHit: readCount(raw.minHit, `${field}.minHit`),
    maxHit: readCount(raw.maxHit, `${field}.maxHit`),
  };
  if (source.minHit > source.maxHit) {
    throw new InvalidField(`${field}.minHit`, source.minHit, `must not exceed maxHit, which is ${source.maxHit}`);
  }
  const landed = landedOf(source);
  if (!Number.isSafeInteger(landed)) throw new InvalidField(field, landed, 'must not count past 2^53 - 1');
  if (landed === 0 && source.maxHit !== 0) {
    throw new InvalidField(`${field}.maxHit`, source.maxHit, 'must be 0 when nothing landed');
  }
  requireBetween(source.damage, `${field}.damage`, landed, source.minHit, source.maxHit);
  requireBetween(source.critDamage, `${field}.critDamage`, source.crits + source.critTicks, 0, source.maxHit);
  if (source.critDamage > source.damage) {
    throw new InvalidField(`${field}.critDamage`, source.critDamage, 'must not exceed damage');
  }
  return source;
};

const readCounter = (value: unknown, field: string): Counter => {
  const pair = readList(value, field, 2);
  if (pair.length !== 2) throw new InvalidField(field, pair, 'must be a pair of name and sum');
  return {
    name: readName(pair[0], `${field}[0]`, aggregateLimits.nameLength),
    value: readSum(pair[1], `${field}[1]`),
  };
};

const readAggregate = (value: unknown): Aggregate => {
  const keys = ['version', 'iterations', 'simulatedMs', 'dps', 'sources', 'counters', 'notModelled'] as const;
  const raw = readObject(value, 'aggregate', keys, ['tallies']);
  if (raw.version !== AGGREGATE_VERSION) {
    throw new InvalidField('version', raw.version, `must be ${AGGREGATE_VERSION}`);
  }
  const iterations = readCount(raw.iterations, 'iterations');
  const simulatedMs = readSum(raw.simulatedMs, 'simulatedMs');
  if ((iterations === 0) !== (simulatedMs === 0n)) {
    throw new InvalidField('simulatedMs', simulatedMs, `does not fit iterations, which is ${iterations}`);
  }
  const dps = readDps(raw.dps, iterations);
  const sources = readList(raw.sources, 'sources', aggregateLimits.sources).map((source, index) =>
    readSource(source, `sources[${index}]`),
  );
  const counters = readList(raw.counters, 'counters', aggregateLimits.counters).map((counter, index) =>
    readCounter(counter, `counters[${index}]`),
  );
  const notModelled = readList(raw.notModelled, 'notModelled', aggregateLimits.notModelled).map((name, index) =>
    readName(name, `notModelled[${index}]`, aggregateLimits.nameLength),
  );
  requireRising(
    sources.map(({ name }) => name),
    'sources',
  );
  requireRising(
    counters.map(({ name }) => name),
    'counters',
  );
  requireRising(notModelled, 'notModelled');
  const damage = sources.reduce((sum, source) => sum + source.damage, 0n);
  const tallies = raw.tallies === undefined ? [] : readTallies(raw.tallies, { iterations, simulatedMs, damage });
  return { iterations, simulatedMs, dps, sources, counters, tallies, notModelled };
};

const parse = (text: string): unknown => {
  if (text.length > aggregateLimits.textLength) {
    throw new InvalidField('aggregate', text, `must be at most ${aggregateLimits.textLength} characters long`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidField('aggregate', text, 'must be JSON');
  }
};

/**
 * Reads what a stranger says is an aggregate. Accepts exactly the texts `encodeAggregate` writes, so repeated keys, other
 * key orders, other spellings of a number and spaces are refused too. Never throws on any text.
 */
export const decodeAggregate = (text: string): DecodedAggregate => {
  try {
    const aggregate = readAggregate(parse(text));
    if (encodeAggregate(aggregate) !== text) {
      throw new InvalidField('aggregate', text, 'must be canonical: no repeated keys, no spaces, keys in order');
    }
    return { kind: 'ok', aggregate };
  } catch (error) {
    if (!(error instanceof InvalidField)) throw error;
    return { kind: 'invalid', field: error.field, value: error.value, problem: error.problem };
  }
};

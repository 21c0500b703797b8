import { aggregateLimits, type Tally } from './aggregate.ts';
import { InvalidField, readList, readName, readSum, requireRising } from './field-reader.ts';
import { spanKinds } from './tally-kinds.ts';

/** What tallies have to agree with. */
export interface TallyFrame {
  readonly iterations: number;
  readonly simulatedMs: bigint;
  /** All damage of all sources. */
  readonly damage: bigint;
}

/** Longest text of sums worth looking at: as many as a tally may hold, each of 60 digits and a space. */
const MAX_SUMS_LENGTH = aggregateLimits.tallySums * 61;

const readSums = (value: unknown, field: string): readonly bigint[] => {
  if (typeof value !== 'string' || value.length > MAX_SUMS_LENGTH) {
    throw new InvalidField(field, value, `must be at most ${aggregateLimits.tallySums} sums parted by spaces`);
  }
  const parts = value.split(' ');
  if (parts.length > aggregateLimits.tallySums) {
    throw new InvalidField(field, parts, `must hold at most ${aggregateLimits.tallySums} sums`);
  }
  const sums = parts.map((part, index) => readSum(part, `${field}[${index}]`));
  if (sums[sums.length - 1] === 0n) throw new InvalidField(field, 0n, 'must not end with 0');
  return sums;
};

const total = (tallies: readonly Tally[], kind: string): bigint | null => {
  const own = tallies.filter(({ name }) => name.startsWith(`${kind}.`));
  return own.length === 0 ? null : own.reduce((sum, { sums }) => sum + sums.reduce((a, b) => a + b, 0n), 0n);
};

/** A timeline says when everything happened that was counted, no more and no less. */
const requireTotal = (tallies: readonly Tally[], kind: string, wanted: bigint): void => {
  const given = total(tallies, kind);
  if (given !== null && given !== wanted) {
    throw new InvalidField(`tallies.${kind}`, given, `must add up to ${wanted}`);
  }
};

/** Reads the tallies of an aggregate and holds what they say against the rest of it. */
export const readTallies = (value: unknown, frame: TallyFrame): readonly Tally[] => {
  const list = readList(value, 'tallies', aggregateLimits.tallies);
  if (list.length === 0) throw new InvalidField('tallies', list, 'must be left out when there are none');
  const tallies = list.map((entry, index): Tally => {
    const field = `tallies[${index}]`;
    const pair = readList(entry, field, 2);
    if (pair.length !== 2) throw new InvalidField(field, pair, 'must be a pair of name and sums');
    return {
      name: readName(pair[0], `${field}[0]`, aggregateLimits.nameLength),
      sums: readSums(pair[1], `${field}[1]`),
    };
  });
  requireRising(
    tallies.map(({ name }) => name),
    'tallies',
  );
  requireTotal(tallies, spanKinds.damage, frame.damage);
  requireTotal(tallies, spanKinds.ends, BigInt(frame.iterations));
  return tallies;
};

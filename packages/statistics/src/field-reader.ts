/** Why a text is not an aggregate. Thrown inside this package only; `decodeAggregate` turns it into a value. */
export class InvalidField extends Error {
  readonly field: string;
  readonly value: string;
  readonly problem: string;

  constructor(field: string, value: unknown, problem: string) {
    super(`${field}: ${problem}`);
    this.field = field;
    this.value = quote(value);
    this.problem = problem;
  }
}

const QUOTED_LENGTH = 64;

const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : Object.is(value, -0) ? '-0' : describe(value);
  return text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}…` : text;
};

const describe = (value: unknown): string => {
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'object';
  return String(value);
};

/** An object with exactly these keys; `optional` ones may be missing. */
export const readObject = <Key extends string, Optional extends string = never>(
  value: unknown,
  field: string,
  keys: readonly Key[],
  optional: readonly Optional[] = [],
): Readonly<Record<Key, unknown> & Partial<Record<Optional, unknown>>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidField(field, value, 'must be an object');
  }
  for (const key of Object.keys(value)) {
    if (!(keys as readonly string[]).includes(key) && !(optional as readonly string[]).includes(key))
      throw new InvalidField(`${field}.${key}`, key, 'is not a known key');
  }
  for (const key of keys) {
    if (!Object.hasOwn(value, key)) throw new InvalidField(`${field}.${key}`, undefined, 'is missing');
  }
  return value as Readonly<Record<Key, unknown> & Partial<Record<Optional, unknown>>>;
};

export const readList = (value: unknown, field: string, limit: number): readonly unknown[] => {
  if (!Array.isArray(value)) throw new InvalidField(field, value, 'must be a list');
  if (value.length > limit) throw new InvalidField(field, value, `must hold at most ${limit} entries`);
  return value as readonly unknown[];
};

/** A whole number from 0 to 2^53 − 1, and not −0. */
export const readCount = (value: unknown, field: string): number => {
  if (typeof value !== 'number') throw new InvalidField(field, value, 'must be a number');
  if (!Number.isSafeInteger(value) || value < 0 || Object.is(value, -0)) {
    throw new InvalidField(field, value, 'must be a whole number from 0 to 2^53 - 1');
  }
  return value;
};

const DECIMAL = /^(?:0|[1-9][0-9]{0,59})$/;

/** A sum: a string of decimal digits without leading zeros. */
export const readSum = (value: unknown, field: string): bigint => {
  if (typeof value !== 'string' || !DECIMAL.test(value)) {
    throw new InvalidField(field, value, 'must be a string of at most 60 decimal digits');
  }
  return BigInt(value);
};

const PRINTABLE = /^[\x20-\x7e]+$/;

export const readName = (value: unknown, field: string, maxLength: number): string => {
  if (typeof value !== 'string' || value.length > maxLength || !PRINTABLE.test(value)) {
    throw new InvalidField(field, value, `must be 1 to ${maxLength} printable ASCII characters`);
  }
  return value;
};

/** Refuses a list whose keys do not rise strictly, which also rules out doubles. */
export const requireRising = (keys: readonly (string | number)[], field: string): void => {
  for (let index = 1; index < keys.length; index += 1) {
    const [before, after] = [keys[index - 1], keys[index]];
    if (before === undefined || after === undefined || before >= after) {
      throw new InvalidField(`${field}[${index}]`, after, 'must come after the entry before it, in rising order');
    }
  }
};

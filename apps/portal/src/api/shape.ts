/** Reads a value of an unknown shape or throws a `ShapeError` that names where it differs. */
export type Read<T> = (value: unknown, path: string) => T;

/** An answer that is not of the shape the protocol promises: page and server are of different versions. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

const refuse = (path: string, wanted: string, value: unknown): never => {
  throw new ShapeError(`${path || 'the answer'} should be ${wanted}, got ${JSON.stringify(value)?.slice(0, 60)}`);
};

export const text: Read<string> = (value, path) => (typeof value === 'string' ? value : refuse(path, 'text', value));

export const number: Read<number> = (value, path) =>
  typeof value === 'number' ? value : refuse(path, 'a number', value);

export const flag: Read<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : refuse(path, 'true or false', value);

export const oneOf =
  <const T extends string>(...allowed: readonly T[]): Read<T> =>
  (value, path) =>
    allowed.find((each) => each === value) ?? refuse(path, `one of ${allowed.join(', ')}`, value);

export const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (value, path) =>
    value === null ? null : read(value, path);

export const listOf =
  <T>(read: Read<T>): Read<T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((each: unknown, index) => read(each, `${path}/${index}`))
      : refuse(path, 'a list', value);

type Fields = Readonly<Record<string, Read<unknown>>>;
type Values<F extends Fields> = { [K in keyof F]: ReturnType<F[K]> };
type Flat<T> = { [K in keyof T]: T[K] };

const entriesOf = (value: unknown, path: string): ReadonlyMap<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map<string, unknown>(Object.entries(value))
    : refuse(path, 'an object', value);

/** An object with the given fields. Fields it does not know are left out, so that a newer server may add some. */
export const record =
  <F extends Fields>(fields: F): Read<Flat<Values<F>>> =>
  (value, path) => {
    const given = entriesOf(value, path);
    const result: Record<string, unknown> = {};
    for (const [key, read] of Object.entries(fields)) result[key] = read(given.get(key), `${path}/${key}`);
    return result as Flat<Values<F>>;
  };

/** The same with fields that may be missing. */
export const recordWith = <F extends Fields, O extends Fields>(
  fields: F,
  optional: O,
): Read<Flat<Values<F> & Partial<Values<O>>>> => {
  const readFields = record(fields);
  return (value, path) => {
    const given = entriesOf(value, path);
    const result: Record<string, unknown> = { ...readFields(value, path) };
    for (const [key, read] of Object.entries(optional))
      if (given.get(key) !== undefined) result[key] = read(given.get(key), `${path}/${key}`);
    return result as Flat<Values<F> & Partial<Values<O>>>;
  };
};

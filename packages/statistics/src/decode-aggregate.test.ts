import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateOf, sampleArbitrary } from './aggregate-arbitrary.test-support.ts';
import { aggregateLimits, emptyAggregate } from './aggregate.ts';
import { decodeAggregate } from './decode-aggregate.ts';
import { encodeAggregate } from './encode-aggregate.ts';

const hit = { source: 'auto_shot', damage: 100, isCrit: false };
const good = encodeAggregate(
  aggregateOf([
    { milliDps: 1000, lengthMs: 1000, hits: [hit, { ...hit, damage: 300, isCrit: true }] },
    { milliDps: 3000, lengthMs: 1000, hits: [hit] },
  ]),
);

const fieldOf = (text: string): string => {
  const decoded = decodeAggregate(text);
  return decoded.kind === 'invalid' ? decoded.field : 'ok';
};

/** The text of what was decoded; null when it was refused. */
const encodedAgain = (text: string): string | null => {
  const decoded = decodeAggregate(text);
  return decoded.kind === 'ok' ? encodeAggregate(decoded.aggregate) : null;
};

const replaced = (from: string, to: string): string => {
  expect(good).toContain(from);
  return good.replace(from, to);
};

describe('decoding an aggregate', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.array(sampleArbitrary, { maxLength: 10 }), (samples) => {
        const text = encodeAggregate(aggregateOf(samples));
        expect(encodedAgain(text)).toBe(text);
      }),
    );
    expect(decodeAggregate(encodeAggregate(emptyAggregate())).kind).toBe('ok');
  });

  it.each([
    ['NaN', '"min":1000', '"min":NaN', 'aggregate'],
    ['an infinity', '"min":1000', '"min":1e400', 'dps.min'],
    ['negative zero', '"misses":0', '"misses":-0', 'sources[0].misses'],
    ['a negative count', '"misses":0', '"misses":-1', 'sources[0].misses'],
    ['a fraction', '"misses":0', '"misses":0.5', 'sources[0].misses'],
    ['2^53', '"misses":0', '"misses":9007199254740992', 'sources[0].misses'],
    ['a string for a number', '"iterations":2', '"iterations":"2"', 'iterations'],
    ['a number for a sum', '"sum":"4000"', '"sum":4000', 'dps.sum'],
    ['a sum with a leading zero', '"sum":"4000"', '"sum":"04000"', 'dps.sum'],
    ['min above max', '"min":1000', '"min":4000', 'dps.min'],
    ['a sum the extremes can not give', '"sum":"4000"', '"sum":"9000"', 'dps.sum'],
    ['squares that do not fit', '"sumOfSquares":"10000000"', '"sumOfSquares":"1"', 'dps.sumOfSquares'],
    ['a histogram that counts otherwise', '"histogram":[1000,1,', '"histogram":[1000,2,', 'dps.histogram'],
    ['a histogram that starts elsewhere', '"histogram":[1000,1,', '"histogram":[999,1,', 'dps.histogram'],
    ['more damage than the hits can give', '"damage":"500"', '"damage":"5000"', 'sources[0].damage'],
    ['an unknown key', '"counters":', '"extra":1,"counters":', 'aggregate.extra'],
    ['__proto__', '"counters":', '"__proto__":{},"counters":', 'aggregate.__proto__'],
    ['a repeated key', '"iterations":2', '"iterations":2,"iterations":2', 'aggregate'],
    ['white space', '"iterations":2', '"iterations": 2', 'aggregate'],
    ['another spelling of a number', '"iterations":2', '"iterations":2.0', 'aggregate'],
    ['another version', '"version":2', '"version":1', 'version'],
    ['batches that count otherwise', '"batches":[1,"1000",1,"3000"', '"batches":[2,"4000",1,"3000"', 'dps.batches'],
    ['batches that add up otherwise', '"batches":[1,"1000",1,"3000"', '"batches":[1,"1000",1,"2000"', 'dps.batches'],
    ['a batch the extremes can not give', '"batches":[1,"1000"', '"batches":[1,"9000"', 'dps.batches[1]'],
    ['too few batches', '"batches":[1,"1000",', '"batches":[', 'dps.batches'],
    [
      'a timeline that does not add up to all damage',
      '["damage.1000","500"]',
      '["damage.1000","499"]',
      'tallies.damage',
    ],
    ['more fights that end than there were', '["ends.1000","2"]', '["ends.1000","3"]', 'tallies.ends'],
    ['a tally that ends with 0', '["ends.1000","2"]', '["ends.1000","2 0"]', 'tallies[2][1]'],
    ['sums parted by two spaces', '"2000 0 2 1"', '"2000  2 1"', 'tallies[0][1][1]'],
    ['an actor that need not be named', '"name":"auto_shot",', '"name":"auto_shot","actor":"player",', 'aggregate'],
    ['a name with a control character', '"name":"auto_shot"', String.raw`"name":"auto\u0000"`, 'sources[0].name'],
    ['a missing key', '"version":2,', '', 'aggregate.version'],
  ])('refuses %s', (_, from, to, field) => {
    expect(fieldOf(replaced(from, to))).toBe(field);
  });

  it('reads an aggregate that holds no tallies', () => {
    const before = good.replace(/"tallies":\[.*?\]\],/, '');
    expect(before).not.toContain('tallies');
    expect(encodedAgain(before)).toBe(before);
  });

  it('refuses a text beyond its size limit without parsing it', () => {
    expect(fieldOf(' '.repeat(aggregateLimits.textLength + 1))).toBe('aggregate');
  });

  it('refuses sources out of order or named twice', () => {
    const [source] = /\{"name".*?\}/.exec(good) ?? [''];
    expect(fieldOf(replaced(source, `${source},${source}`))).toBe('sources[1]');
  });

  it('quotes the value it refuses', () => {
    expect(decodeAggregate(replaced('"misses":0', '"misses":-0'))).toMatchObject({ value: '-0' });
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), mutation), (text) => {
        expect([text, null]).toContain(encodedAgain(text));
      }),
      { numRuns: 500 },
    );
    expect(fieldOf('['.repeat(10_000) + ']'.repeat(10_000))).toBe('aggregate');
  });
});

/** The good text with one piece of it replaced by something else. */
const mutation = fc
  .tuple(
    fc.nat(good.length),
    fc.nat(8),
    fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('1e400', '-0', 'null', '[]', '"9"')),
  )
  .map(([at, length, piece]) => good.slice(0, at) + piece + good.slice(at + length));

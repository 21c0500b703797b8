import { array, assert, dictionary, json, jsonValue, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLimits, parseJson } from './parse-json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const verdict = (text: string): string => {
  const parsed = parseJson(bytes(text));
  return parsed.kind === 'parsed' ? 'parsed' : parsed.problem;
};

test('whatever JSON.stringify writes of ordinary values is read back the same', () => {
  assert(
    property(jsonValue({ maxDepth: 5, noUnicodeString: false, stringUnit: 'grapheme' }), (value) => {
      const text = JSON.stringify(value);
      // NUL and keys that reach the prototype are refused on purpose.
      const taken = !text.includes('\\u0000') && !/"(__proto__|constructor|prototype)":/.test(text);
      const parsed = parseJson(bytes(text));
      const expected = taken
        ? { kind: 'parsed', value: JSON.parse(text) as unknown }
        : expect.objectContaining({ kind: 'invalid' });
      expect(parsed).toEqual(expected);
    }),
  );
});

test('no text makes it throw', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 200 }), json(), (text, other) => {
      expect(['parsed', 'invalid']).toContain(parseJson(bytes(text + other)).kind);
      expect(['parsed', 'invalid']).toContain(parseJson(bytes(other.slice(0, -1))).kind);
    }),
  );
});

test('a repeated key is found at any place, and equal keys of different objects are not repeated', () => {
  assert(
    property(
      array(dictionary(string({ unit: 'grapheme-ascii' }), json(), { maxKeys: 5, noNullPrototype: true }), {
        maxLength: 5,
      }),
      (objects) => {
        const text = JSON.stringify(objects);
        const taken = !/"(__proto__|constructor|prototype)":/.test(text);
        expect(parseJson(bytes(text)).kind === 'parsed').toBe(taken);
      },
    ),
  );
  expect(verdict('{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}')).toBe('parsed');
  expect(verdict('{"a":1,"b":{"a":2,"a":3}}')).toContain('"a" stands twice');
  expect(verdict('{"a":{"b":1},"a":2}')).toContain('"a" stands twice');
  expect(verdict('{"a" :1,"\\u0061"\t:2}')).toContain('"a" stands twice');
});

describe('bounds', () => {
  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const keyed = (count: number): string =>
    `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`;

  test('depth and keys are taken up to their limits and not past them', () => {
    expect(verdict(nested(jsonLimits.depth))).toBe('parsed');
    expect(verdict(nested(jsonLimits.depth + 1))).toContain('nested');
    expect(verdict(keyed(jsonLimits.keys))).toBe('parsed');
    expect(verdict(keyed(jsonLimits.keys + 1))).toContain('keys');
  });

  test.each([
    ['nesting', '['.repeat(4_000_000)],
    ['objects', '{"a":'.repeat(800_000)],
    ['keys', keyed(300_000)],
    ['escapes', `{"a":"${'\\u0041'.repeat(600_000)}"`],
  ])('4 MB of %s are refused, in time that grows no faster than the text', (_, text) => {
    const fastestMs = (part: string): number => {
      const body = bytes(part);
      const tookMs = Array.from({ length: 5 }, () => {
        const startedMs = performance.now();
        expect(parseJson(body).kind).toBe('invalid');
        return performance.now() - startedMs;
      });
      return Math.min(...tookMs);
    };
    // Sixteen times the text, a generous ten times that in time: what grows with the square takes 256 times as long.
    const shortMs = Math.max(0.5, fastestMs(text.slice(0, text.length / 16)));
    expect(fastestMs(text)).toBeLessThan(shortMs * 160);
  });
});

test.each(['', 'nul', '{"a":1}}', '{a:1}', '"\n"', "{'a':1}", '[1,]', '01', '\ufeff{}'])('%j is no JSON', (text) => {
  expect(parseJson(bytes(text)).kind).toBe('invalid');
});

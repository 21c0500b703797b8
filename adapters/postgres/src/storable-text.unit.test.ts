import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { asStorableText, unstorableText } from './storable-text.ts';

const faultOf = (value: unknown): string | undefined => unstorableText(JSON.stringify(value), value);

test('well-formed text without U+0000 is storable, also where escapes only look suspicious', () => {
  expect(faultOf({ name: '🏹 \\u0000 \\ud800' })).toBeUndefined();
  expect(unstorableText('{"a":"\\ud83c\\udff9"}', { a: '🏹' })).toBeUndefined();
});

test('the place of the first unstorable text is named', () => {
  expect(faultOf({ a: { b: ['fine', 'a\0'] } })).toBe('/a/b/1 holds the character U+0000');
  expect(faultOf({ a: 'x\uDC00' })).toBe('/a holds half of a surrogate pair');
  expect(faultOf('\0')).toBe('/ holds the character U+0000');
});

const anyUtf16 = fc.array(fc.nat({ max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units));

test('quoted text is always storable, whatever code units it had', () => {
  fc.assert(
    fc.property(anyUtf16, fc.constantFrom('', '\0', '\uD800', '\uDFFF'), (text, poison) => {
      expect(faultOf(asStorableText(text + poison + text))).toBeUndefined();
    }),
  );
});

test('storable text is quoted as it is', () => {
  expect(asStorableText('🏹 \\u0000 \u001b[31m')).toBe('🏹 \\u0000 \u001b[31m');
});

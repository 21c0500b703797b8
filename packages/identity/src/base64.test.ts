import { assert, constantFrom, property, string, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.ts';

test('base64 agrees with Node for any bytes, both alphabets, both ways', () => {
  assert(
    property(uint8Array({ maxLength: 100 }), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test('a byte string has one base64 spelling: whatever decodes encodes back to itself', () => {
  const digits = string({ unit: constantFrom('A', 'Q', 'B', '+', '/', '=', '-', '_', ' '), maxLength: 8 });
  const spelledBack = (text: string, bytes: Uint8Array | null, encode: (bytes: Uint8Array) => string): boolean =>
    bytes === null || encode(bytes) === text;
  assert(
    property(digits, (text) => {
      expect(spelledBack(text, decodeBase64(text), encodeBase64)).toBe(true);
      expect(spelledBack(text, decodeBase64Url(text), encodeBase64Url)).toBe(true);
    }),
  );
});

test.each(['QQ', 'QR==', 'QQ=', 'Q', '====', 'QQ==\n', 'QQ==QQ==', 'Q-==', 'ÿQ=='])('%j is not base64', (text) => {
  expect(decodeBase64(text)).toBeNull();
});

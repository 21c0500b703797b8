import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from './sha256-hex.ts';

test('a digest is the one that servers and nodes work out, of text and of bytes', () => {
  const byNode = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (text, bytes) => {
      expect(sha256Hex(text)).toBe(byNode(text));
      expect(sha256Hex(bytes)).toBe(byNode(bytes));
    }),
  );
});

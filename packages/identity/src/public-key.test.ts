import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyFromSeed } from './fixtures/node-crypto.ts';
import { checkPublicKey } from './public-key.ts';

const p = 2n ** 255n - 19n;

const keyOf = (y: bigint, sign: 0 | 1): Uint8Array => {
  const bytes = new Uint8Array(32);
  let rest = y;
  for (let index = 0; index < 32; index += 1, rest >>= 8n) bytes[index] = Number(rest & 255n);
  bytes[31] = (bytes[31] ?? 0) | (sign << 7);
  return bytes;
};

const faultOf = (key: Uint8Array): string => {
  const check = checkPublicKey(key);
  return check.kind === 'ok' ? 'ok' : check.fault;
};

test('the key of any seed is taken', () => {
  assert(
    property(uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
      expect(faultOf(keyFromSeed(seed, '').publicKey)).toBe('ok');
    }),
    { numRuns: 50 },
  );
});

describe('hazard B.30: a key that proves nothing is refused', () => {
  test('the all-zero key is refused', () => {
    expect(faultOf(new Uint8Array(32))).toBe('small-order');
  });

  const orderEight = [
    2707385501144840649318225287225658788936804267575313519463743609750303402022n,
    55188659117513257062467267217118295137698188065244968500265048394206261417927n,
  ];
  test.each([0n, 1n, p - 1n, ...orderEight])(
    'the small-order point with y = %s is refused, whatever its sign bit',
    (y) => {
      expect(faultOf(keyOf(y, 0))).toBe('small-order');
      expect(faultOf(keyOf(y, 1))).toBe('small-order');
    },
  );

  test('the order-eight coordinates are roots of the doubling that gives the order-four points', () => {
    // 2·(x, y) has y' = (y² + x²)/(1 - d·x²·y²); it is 0 exactly if x² = -y², so -x² + y² = 2y² = 1 - d·y⁴.
    const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
    for (const y of orderEight) expect((2n * y * y - 1n + d * y ** 4n) % p).toBe(0n);
  });

  test.each([0n, 1n, 18n])('p + %s is a second spelling of a coordinate and refused', (more) => {
    expect(faultOf(keyOf(p + more, 0))).toBe('non-canonical');
    expect(faultOf(keyOf(p + more, 1))).toBe('non-canonical');
  });

  test('bytes that are no point of the curve are refused', () => {
    expect(faultOf(keyOf(2n, 0))).toBe('not-on-curve');
  });

  test.each([0, 31, 33])('a key of %s bytes is refused', (length) => {
    expect(faultOf(new Uint8Array(length).fill(9))).toBe('wrong-length');
  });
});

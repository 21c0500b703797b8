/** Bytes of a raw Ed25519 public key and of a signature. */
export const publicKeyBytes = 32;
export const signatureBytes = 64;

export type PublicKeyFault = 'wrong-length' | 'non-canonical' | 'small-order' | 'not-on-curve';

export type PublicKeyCheck =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly fault: PublicKeyFault; readonly detail: string };

/** The field of edwards25519 and the curve constant d = -121665/121666 (RFC 8032 §5.1). */
const p = 2n ** 255n - 19n;
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/**
 * The y coordinates of the eight points whose order divides 8. With such a key some signatures verify for every message,
 * so it identifies nobody. 0 (the all-zero key) has order 4, 1 order 1, p-1 order 2, the others order 8.
 */
const smallOrderY: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  p - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  55188659117513257062467267217118295137698188065244968500265048394206261417927n,
]);

const mod = (value: bigint): bigint => {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
};

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  let factor = mod(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * factor);
    factor = mod(factor * factor);
  }
  return result;
};

/** Whether some x has -x² + y² = 1 + d·x²·y², that is, whether (y²-1)·(d·y²+1) is a square (Euler's criterion). */
const isOnCurve = (y: bigint): boolean => {
  const ySquared = mod(y * y);
  const product = mod((ySquared - 1n) * (d * ySquared + 1n));
  return product === 0n || power(product, (p - 1n) / 2n) === 1n;
};

const refused = (fault: PublicKeyFault, detail: string): PublicKeyCheck => ({ kind: 'refused', fault, detail });

/**
 * Whether a raw Ed25519 public key may name a node. Libraries take keys that prove nothing, so this is checked once, at
 * registration. Costs about a millisecond.
 */
export const checkPublicKey = (publicKey: Uint8Array): PublicKeyCheck => {
  if (publicKey.length !== publicKeyBytes) {
    return refused('wrong-length', `the key has ${publicKey.length} bytes; a raw Ed25519 public key has 32`);
  }
  let y = 0n;
  for (let index = publicKeyBytes - 1; index >= 0; index -= 1) y = (y << 8n) | BigInt(publicKey[index] ?? 0);
  // The highest bit is the sign of x and no part of y.
  y &= 2n ** 255n - 1n;
  if (y >= p) return refused('non-canonical', 'the key encodes a coordinate that is not below 2^255-19');
  if (smallOrderY.has(y)) return refused('small-order', 'the key is a point of small order, which proves nothing');
  if (!isOnCurve(y)) return refused('not-on-curve', 'the key is no point of the curve');
  return { kind: 'ok' };
};

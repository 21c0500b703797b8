import type { IdentityCrypto } from './identity-crypto.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const prefixBytes = 20;

const base32 = (bytes: Uint8Array): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
};

/**
 * The id of the node that holds a key: lowercase RFC 4648 base32 of the first 20 bytes of SHA-256 of the raw public key.
 * Nobody hands ids out: an id proves its key, and registering twice gives the same one.
 */
export const nodeIdOf = async (publicKey: Uint8Array, crypto: Pick<IdentityCrypto, 'sha256'>): Promise<string> =>
  base32((await crypto.sha256(publicKey)).subarray(0, prefixBytes));

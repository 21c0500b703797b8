import { createHash } from 'node:crypto';
import { claimCodeAlphabet } from '@wowlab/protocol';

const letters = 8;

/** A fresh code of eight letters (34 bits) from random bytes; bytes that would favour some letters are passed over. */
export const makeClaimCode = (randomBytes: (count: number) => Uint8Array): string => {
  const usable = 256 - (256 % claimCodeAlphabet.length);
  let code = '';
  while (code.length < letters) {
    for (const byte of randomBytes(letters)) {
      if (byte < usable && code.length < letters) code += claimCodeAlphabet.charAt(byte % claimCodeAlphabet.length);
    }
  }
  return code;
};

/** What is stored of a code. */
export const claimCodeDigest = (code: string): string =>
  createHash('sha256').update(`wowlab claim ${code}`).digest('hex');

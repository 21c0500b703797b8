import { decodeBase64, encodeBase64 } from './base64.ts';
import type { IdentityCrypto } from './identity-crypto.ts';

/** The value of `Content-Digest` (RFC 9530) for a body: SHA-256 over its raw bytes. A request without a body digests zero bytes. */
export const contentDigest = async (body: Uint8Array, crypto: Pick<IdentityCrypto, 'sha256'>): Promise<string> =>
  `sha-256=:${encodeBase64(await crypto.sha256(body))}:`;

export type DigestFault = 'missing-digest' | 'malformed-digest' | 'weak-digest';

export type ParsedDigest =
  | { readonly kind: 'ok'; readonly sha256: Uint8Array }
  | { readonly kind: 'refused'; readonly fault: DigestFault; readonly detail: string };

const sha256Bytes = 32;
const member = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]*):$/;

/** Reads a `Content-Digest` that holds exactly one digest, and that by SHA-256. */
export const parseContentDigest = (value: string | undefined): ParsedDigest => {
  if (value === undefined || value === '') {
    return {
      kind: 'refused',
      fault: 'missing-digest',
      detail: 'there is no Content-Digest; it is needed without a body too',
    };
  }
  const found = member.exec(value);
  if (found === null) {
    return {
      kind: 'refused',
      fault: 'malformed-digest',
      detail: 'Content-Digest must be exactly one `sha-256=:<base64>:`',
    };
  }
  if (found[1] !== 'sha-256') {
    return { kind: 'refused', fault: 'weak-digest', detail: `Content-Digest uses ${found[1]}; only sha-256 is taken` };
  }
  const digest = decodeBase64(found[2] ?? '');
  if (digest?.length !== sha256Bytes) {
    return { kind: 'refused', fault: 'malformed-digest', detail: 'Content-Digest does not hold 32 bytes of base64' };
  }
  return { kind: 'ok', sha256: digest };
};

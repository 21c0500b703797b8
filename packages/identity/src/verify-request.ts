import { asciiBytes } from './ascii-bytes.ts';
import { parseContentDigest } from './content-digest.ts';
import type { IdentityCrypto } from './identity-crypto.ts';
import type { RequestTarget } from './request-target.ts';
import { componentValue, signatureBase } from './signature-base.ts';
import { refuse, type SignatureRefusal } from './signature-fault.ts';
import { readSignature, type SignatureCandidate } from './signature-parameters.ts';

/** The header fields of a request that its signature depends on. A field sent several times must be joined, never dropped. */
export interface SignedFields {
  readonly 'signature-input'?: string | undefined;
  readonly signature?: string | undefined;
  readonly 'content-digest'?: string | undefined;
  readonly 'content-type'?: string | undefined;
}

export interface ReceivedRequest {
  readonly method: string;
  /** `host` is the authority this server is known by from outside, not what the request claims. */
  readonly target: RequestTarget;
  readonly fields: SignedFields;
  /** The raw bytes received, before any decoding; empty for a request without a body. */
  readonly body: Uint8Array;
}

export interface VerifyOptions {
  readonly crypto: IdentityCrypto;
  readonly nowMs: number;
  /** How far `created` may lie from `nowMs`, either way. */
  readonly windowMs: number;
  /** The raw public key of a key id; null if there is none. */
  readonly keyOf: (keyId: string) => Uint8Array | null | Promise<Uint8Array | null>;
}

/** The request was signed by the holder of `keyId`'s key. Whether it was seen before is the caller's to ask, by its nonce. */
export interface VerifiedRequest {
  readonly kind: 'verified';
  readonly keyId: string;
  readonly nonce: string;
  readonly createdMs: number;
}

/** What can be said from the headers alone, before a body is read: form, parameters, age and the digest's form. */
export const checkSignatureHeaders = (
  fields: SignedFields,
  nowMs: number,
  windowMs: number,
): SignatureCandidate | SignatureRefusal => {
  const candidate = readSignature(fields['signature-input'], fields.signature);
  if (candidate.kind === 'refused') return candidate;
  // `created` has whole seconds, so up to one second of age is rounding.
  const ageMs = nowMs - candidate.createdMs;
  if (ageMs > windowMs + 1000) {
    return refuse(
      'expired',
      `the signature was made ${Math.floor(ageMs / 1000)} s ago; ${windowMs / 1000} s are accepted`,
    );
  }
  if (-ageMs > windowMs) {
    return refuse(
      'future',
      `the signature was made ${Math.ceil(-ageMs / 1000)} s ahead; ${windowMs / 1000} s are accepted`,
    );
  }
  const digest = parseContentDigest(fields['content-digest']);
  if (digest.kind === 'refused') return refuse(digest.fault, digest.detail);
  return candidate;
};

const equalBytes = (left: Uint8Array, right: Uint8Array): boolean => {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  return difference === 0;
};

/**
 * Whether a request is signed exactly as docs/node-protocol.md says: one Ed25519 signature over exactly the signed
 * components, within the window, of a body that matches its digest. Cheap checks come first; the signature is last.
 */
export const verifyRequest = async (
  request: ReceivedRequest,
  options: VerifyOptions,
): Promise<VerifiedRequest | SignatureRefusal> => {
  const { fields } = request;
  const candidate = checkSignatureHeaders(fields, options.nowMs, options.windowMs);
  if (candidate.kind === 'refused') return candidate;
  const digest = parseContentDigest(fields['content-digest']);
  if (digest.kind === 'refused') return refuse(digest.fault, digest.detail);
  if (!equalBytes(digest.sha256, await options.crypto.sha256(request.body))) {
    return refuse('digest-mismatch', 'the body is not what Content-Digest says');
  }
  const contentType = fields['content-type'];
  if (contentType === undefined)
    return refuse('missing-component', 'there is no Content-Type; it is signed without a body too');
  const values = {
    method: request.method,
    target: request.target,
    contentType,
    contentDigest: fields['content-digest'] ?? '',
  };
  const base = asciiBytes(
    signatureBase(
      candidate.components.map((name) => [name, componentValue(name, values)] as const),
      candidate.params,
    ),
  );
  if (base === null) return refuse('malformed-signature', 'a signed component holds a character outside ASCII');
  const publicKey = await options.keyOf(candidate.keyId);
  if (publicKey === null) return refuse('unknown-key', `no key is known for ${candidate.keyId}`);
  if (!(await options.crypto.verifyEd25519(publicKey, base, candidate.signature))) {
    return refuse('wrong-signature', 'the signature does not match the request and the key');
  }
  return { kind: 'verified', keyId: candidate.keyId, nonce: candidate.nonce, createdMs: candidate.createdMs };
};

import { asciiBytes } from './ascii-bytes.ts';
import { encodeBase64 } from './base64.ts';
import { contentDigest } from './content-digest.ts';
import type { IdentityCrypto, SigningKey } from './identity-crypto.ts';
import { isNonce, isKeyId } from './signature-parameters.ts';
import type { RequestTarget } from './request-target.ts';
import {
  componentValue,
  signatureAlgorithm,
  signatureBase,
  signatureLabel,
  signatureTag,
  signedComponents,
} from './signature-base.ts';

export interface RequestToSign {
  /** In upper case. */
  readonly method: string;
  /** A `URL` will do. Must be what the request is sent to, as the outside names it. */
  readonly target: RequestTarget;
  /** The exact bytes that are sent; none for a request without a body. */
  readonly body?: Uint8Array;
  /** `application/json` if not given; sent without a body too, since it is signed. */
  readonly contentType?: string;
}

export interface SigningOptions {
  readonly key: SigningKey;
  readonly crypto: Pick<IdentityCrypto, 'sha256'>;
  /** The signer's clock, ms since the epoch, corrected to the server's. Signed in whole seconds. */
  readonly nowMs: number;
  /** New for each request that is sent, retries too: 16 to 64 characters of base64url. */
  readonly nonce: string;
}

/** The headers to send with the request. */
export interface SignatureHeaders {
  readonly 'content-type': string;
  readonly 'content-digest': string;
  readonly 'signature-input': string;
  readonly signature: string;
}

const noBody = new Uint8Array(0);

/**
 * Signs a request with RFC 9421 as docs/node-protocol.md says.
 *
 * @throws {TypeError} for a nonce, key id or component that can not stand in a signature.
 */
export const signRequest = async (request: RequestToSign, options: SigningOptions): Promise<SignatureHeaders> => {
  const { key, nonce } = options;
  if (!isNonce(nonce)) throw new TypeError(`"${nonce}" is no nonce; give 16 to 64 characters of base64url`);
  if (!isKeyId(key.keyId)) throw new TypeError(`"${key.keyId}" is no key id; give a node id`);
  const contentType = request.contentType ?? 'application/json';
  const digest = await contentDigest(request.body ?? noBody, options.crypto);
  const values = { method: request.method, target: request.target, contentType, contentDigest: digest };
  const list = signedComponents.map((name) => `"${name}"`).join(' ');
  const created = Math.floor(options.nowMs / 1000);
  const params = `(${list});created=${created};nonce="${nonce}";keyid="${key.keyId}";alg="${signatureAlgorithm}";tag="${signatureTag}"`;
  const base = asciiBytes(
    signatureBase(
      signedComponents.map((name) => [name, componentValue(name, values)] as const),
      params,
    ),
  );
  if (base === null)
    throw new TypeError('The method, address or content type holds a character outside ASCII; encode it first.');
  const signature = await key.signEd25519(base);
  return {
    'content-type': contentType,
    'content-digest': digest,
    'signature-input': `${signatureLabel}=${params}`,
    signature: `${signatureLabel}=:${encodeBase64(signature)}:`,
  };
};

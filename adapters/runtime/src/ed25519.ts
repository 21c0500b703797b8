import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** DER of a SubjectPublicKeyInfo for Ed25519, up to the raw key (RFC 8410 §4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A private key that can sign; its raw public half is 32 bytes. */
export interface Ed25519Key {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
  /** PKCS #8 in PEM, for a key file. */
  readonly toPem: () => string;
}

const fromPrivateKey = (privateKey: KeyObject): Ed25519Key => {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    publicKey: new Uint8Array(spki.subarray(spkiPrefix.length)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
    toPem: () => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};

/** A new key pair from the system's random source. */
export const generateEd25519Key = (): Ed25519Key => fromPrivateKey(generateKeyPairSync('ed25519').privateKey);

export type ParsedEd25519Key =
  | { readonly kind: 'parsed'; readonly key: Ed25519Key }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Reads what `toPem` wrote. */
export const parseEd25519Key = (pem: string): ParsedEd25519Key => {
  let privateKey;
  try {
    privateKey = createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    return { kind: 'invalid', problem: 'it is not a private key in PEM (PKCS #8)' };
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    return { kind: 'invalid', problem: `its key is of type ${privateKey.asymmetricKeyType ?? 'unknown'}, not ed25519` };
  }
  return { kind: 'parsed', key: fromPrivateKey(privateKey) };
};

/** By JWK, which takes 10 µs; OpenSSL needs 85 µs to find out what a DER structure holds. */
const publicKeyObject = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' });

/** Verifies on the thread pool, so that a server's event loop is not held (about 110 µs each). A malformed key verifies nothing. */
export const verifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    if (publicKey.length !== 32 || signature.length !== 64) {
      resolve(false);
      return;
    }
    try {
      verify(null, message, publicKeyObject(publicKey), signature, (error, valid) => {
        resolve(error === null && valid);
      });
    } catch {
      resolve(false);
    }
  });

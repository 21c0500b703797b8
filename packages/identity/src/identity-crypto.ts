/**
 * The primitives this package is given, so that it runs in Node, in a worker and in a browser alike. Either may answer at
 * once or later.
 */
export interface IdentityCrypto {
  /** SHA-256 of the bytes: 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** Whether `signature` (64 bytes) is an Ed25519 signature of `message` by the raw 32-byte `publicKey`. Never throws. */
  readonly verifyEd25519: (
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => boolean | Promise<boolean>;
}

/** A private key that stays where it is: only signatures leave. */
export interface SigningKey {
  /** What the signature names its key by: the node's id. */
  readonly keyId: string;
  /** The 64-byte Ed25519 signature of `message`. */
  readonly signEd25519: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

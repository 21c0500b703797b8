import { verifyEd25519 } from './ed25519.ts';
import { sha256 } from './sha256.ts';

/** The primitives that pure packages are given, from `node:crypto`. Verification runs on the thread pool. */
export const nodeCrypto = Object.freeze({ sha256, verifyEd25519 });

import type { DigestFault } from './content-digest.ts';

/** Why a request is not taken as signed. One code for each way, for logs, metrics and tests. */
export type SignatureFault =
  | DigestFault
  /** The body is not what was digested. */
  | 'digest-mismatch'
  /** `Signature` or `Signature-Input` is not there. */
  | 'missing-signature'
  /** Either header is not a structured field of the expected form. */
  | 'malformed-signature'
  /** More than one signature: what the others cover is unclear, so none is taken. */
  | 'several-signatures'
  | 'missing-component'
  | 'repeated-component'
  | 'extra-component'
  | 'missing-parameter'
  | 'repeated-parameter'
  | 'unknown-parameter'
  | 'wrong-algorithm'
  | 'wrong-tag'
  | 'malformed-nonce'
  | 'malformed-key-id'
  /** Made before the accepted window. */
  | 'expired'
  /** Made after the accepted window. */
  | 'future'
  | 'unknown-key'
  | 'wrong-signature';

export interface SignatureRefusal {
  readonly kind: 'refused';
  readonly fault: SignatureFault;
  /** What was found and what is wanted. Quotes nothing secret. */
  readonly detail: string;
}

export const refuse = (fault: SignatureFault, detail: string): SignatureRefusal => ({ kind: 'refused', fault, detail });

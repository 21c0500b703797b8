export { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.ts';
export { contentDigest, type DigestFault, type ParsedDigest, parseContentDigest } from './content-digest.ts';
export type { IdentityCrypto, SigningKey } from './identity-crypto.ts';
export { nodeIdOf } from './node-id.ts';
export {
  checkPublicKey,
  type PublicKeyCheck,
  type PublicKeyFault,
  publicKeyBytes,
  signatureBytes,
} from './public-key.ts';
export type { RequestTarget } from './request-target.ts';
export { type RequestToSign, type SignatureHeaders, type SigningOptions, signRequest } from './sign-request.ts';
export {
  componentValue,
  signatureAlgorithm,
  signatureBase,
  type SignatureBaseLine,
  signatureLabel,
  signatureTag,
  type SignedComponent,
  signedComponents,
} from './signature-base.ts';
export type { SignatureFault, SignatureRefusal } from './signature-fault.ts';
export type { SignatureCandidate } from './signature-parameters.ts';
export {
  checkSignatureHeaders,
  type ReceivedRequest,
  type SignedFields,
  type VerifiedRequest,
  type VerifyOptions,
  verifyRequest,
} from './verify-request.ts';

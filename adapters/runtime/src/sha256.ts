import { createHash } from 'node:crypto';

/** SHA-256 in lowercase hex; text is hashed as UTF-8. */
export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** SHA-256 as 32 bytes; text is hashed as UTF-8. */
export const sha256 = (data: string | Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

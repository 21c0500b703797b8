import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/**
 * True when `given` (the value of the `X-Proxy-Secret` header) is the shared secret.
 * Digests are compared, so that neither content nor length shows in the time it takes.
 */
export const isProxySecret = (given: string | readonly string[] | undefined, secret: string): boolean =>
  typeof given === 'string' && timingSafeEqual(digest(given), digest(secret));

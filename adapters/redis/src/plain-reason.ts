const MAX_CHARS = 1_000;

/**
 * A reason as it is stored and shown: one line, no control characters (Postgres takes no NUL), bounded. A broken surrogate
 * becomes U+FFFD on its way to Redis.
 */
export const plainReason = (reason: string): string =>
  reason.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, MAX_CHARS);

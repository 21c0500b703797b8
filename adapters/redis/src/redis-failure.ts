import { RedisUnavailableError } from './redis-unavailable-error.ts';

/** Error codes by which a reachable Redis says that it can not serve for the time being. */
const refusing = /^(LOADING|READONLY|MISCONF|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|BUSY|UNBLOCKED)\b/;
const lost =
  /Connection is closed|Stream isn't writeable|Command timed out|max retries per request|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|Socket closed|connect ETIMEDOUT|None of the sentinels|Blocking command timed out/i;

export const isOutOfMemory = (error: unknown): boolean => error instanceof Error && /(^|\W)OOM\b/.test(error.message);

/** The error a caller gets: unavailable for what passes by itself, the original for what is a bug. */
export const toRedisFailure = (action: string, error: unknown): Error => {
  if (error instanceof RedisUnavailableError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (refusing.test(message) || lost.test(message) || isOutOfMemory(error)) {
    return new RedisUnavailableError(`${action}: Redis is unavailable: ${message}`, { cause: error });
  }
  return error instanceof Error ? error : new Error(`${action}: ${message}`);
};

/** Redis did not answer in time, is not reachable, or refuses writes. Whether the effect took place is unknown: repeat. */
export class RedisUnavailableError extends Error {
  override readonly name = 'RedisUnavailableError';
  readonly kind = 'unavailable';
}

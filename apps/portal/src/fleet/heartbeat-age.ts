import { periods } from '@wowlab/protocol';

export type Freshness = 'fresh' | 'late' | 'silent';

/** Late after one missed heartbeat (with time for its way), silent once enough are missed that the node counts as dead. */
export const freshnessOf = (ageMs: number): Freshness => {
  if (ageMs > periods.heartbeatMs * periods.missedHeartbeats) return 'silent';
  return ageMs > periods.heartbeatMs * 1.5 ? 'late' : 'fresh';
};

import { type Coordination, RedisUnavailableError } from '@wowlab/redis';
import type { Gauges } from './metrics/metrics.ts';

/** What is asked of Redis when metrics are scraped; null while it does not answer. */
export const readGauges = (coordination: Pick<Coordination, 'outboxLength' | 'ping' | 'stats'>): Gauges => ({
  read: async () => {
    try {
      const [outboxLength, ping, stats] = await Promise.all([
        coordination.outboxLength(),
        coordination.ping(),
        coordination.stats(),
      ]);
      const { queuedJobs, runningJobs, activeNodes } = stats;
      return { outboxLength, redisLatencyMs: ping.latencyMs, queuedJobs, runningJobs, activeNodes };
    } catch (error) {
      if (error instanceof RedisUnavailableError) return null;
      throw error;
    }
  },
});

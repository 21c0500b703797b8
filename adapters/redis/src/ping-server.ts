import type { Redis } from 'ioredis';
import type { Ping } from './coordination.ts';

/** The clock, the round trip, and whether what is written reaches the disk. */
export const pingServer = async (redis: Redis): Promise<Ping> => {
  const started = performance.now();
  const [[seconds, micros], persistence] = await Promise.all([redis.time(), redis.info('persistence')]);
  const isStuck = /^aof_last_write_status:err/m.test(persistence);
  return {
    serverTimeMs: Number(seconds) * 1000 + Math.floor(Number(micros) / 1000),
    latencyMs: performance.now() - started,
    problem: isStuck ? 'Redis can not write its append-only file: free disk space where it keeps its data' : null,
  };
};

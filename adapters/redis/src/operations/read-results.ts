import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { ArmResult } from '../coordination.ts';
import type { Keys } from '../keys.ts';

/** Every arm's final aggregate; null unless the job is done and Redis still has it. Results never change once written. */
export const readResults = async (redis: Redis, keys: Keys, id: string): Promise<readonly ArmResult[] | null> => {
  const [state, arms] = await redis.hmget(keys.job(id), 'state', 'arms');
  if (state !== 'done') return null;
  const [texts, finals] = await Promise.all([
    redis.hgetall(keys.job_results(id)),
    redis.hmget(keys.job_arms(id), ...Array.from({ length: Number(arms) }, (_, arm) => `k${arm}`)),
  ]);
  const results = finals.flatMap((iterations, arm) => {
    const aggregate = texts[String(arm)];
    if (aggregate === undefined) return [];
    const digest = createHash('sha256').update(aggregate).digest('hex');
    return [{ arm, iterations: Number(iterations), digest, aggregate }];
  });
  return results.length === Number(arms) ? results : null;
};

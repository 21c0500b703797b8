import type { Redis } from 'ioredis';
import { toRedisFailure } from './redis-failure.ts';

/** Redis is reachable but set up so that it would lose what was accepted. */
export class UnfitRedisError extends Error {
  override readonly name = 'UnfitRedisError';
}

const MINIMUM_VERSION = 7;

const infoField = (info: string, field: string): string | null =>
  new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;

/** Every problem at once, each with its remedy. `info` is the text of INFO. */
export const unfitnessOf = (info: string): readonly string[] => {
  const problems: string[] = [];
  const version = infoField(info, 'valkey_version') ?? infoField(info, 'redis_version') ?? '0';
  if (Number.parseInt(version, 10) < MINIMUM_VERSION) {
    problems.push(
      `its version is ${version}; version ${MINIMUM_VERSION} or newer is needed: install redis-server >= 7 or Valkey`,
    );
  }
  if (infoField(info, 'aof_enabled') !== '1') {
    problems.push(
      'its append-only file is off, so that a restart would lose accepted jobs: start it with --appendonly yes, or run ' +
        'CONFIG SET appendonly yes and CONFIG REWRITE',
    );
  }
  const policy = infoField(info, 'maxmemory_policy') ?? 'unknown';
  if (policy !== 'noeviction') {
    problems.push(
      `its eviction policy is ${policy}, so that it would drop jobs when memory runs short: start it with ` +
        '--maxmemory-policy noeviction, or run CONFIG SET maxmemory-policy noeviction and CONFIG REWRITE',
    );
  }
  return problems;
};

/** @throws UnfitRedisError that names every problem and its remedy. */
export const checkServer = async (redis: Redis, where: string): Promise<void> => {
  let info: string;
  try {
    info = await redis.info();
  } catch (error) {
    throw toRedisFailure('check of the server', error);
  }
  const problems = unfitnessOf(info);
  if (problems.length > 0) throw new UnfitRedisError(`Redis at ${where} can not be used: ${problems.join('; ')}`);
};

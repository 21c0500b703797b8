export * from './coordination.ts';
export { openCoordination, type OpenCoordination } from './open-coordination.ts';
export { RedisUnavailableError } from './redis-unavailable-error.ts';

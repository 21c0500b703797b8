import type { Coordination, CoordinationOptions } from './coordination.ts';

export interface OpenCoordination extends Coordination {
  readonly close: () => Promise<void>;
}

/**
 * Connects to Redis and checks that it is fit: version 7 or newer, append-only file on, never evicting.
 *
 * @throws RedisUnavailableError when it can not be reached; an Error that names the remedy when it is not fit.
 */
export declare const openCoordination: (options: CoordinationOptions) => Promise<OpenCoordination>;

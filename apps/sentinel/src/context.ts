import { randomBytes, randomUUID } from 'node:crypto';
import { createLogger, type Logger, type LogLevel } from '@wowlab/runtime';

/** What a sentinel takes from the machine around it, given from outside so that tests decide it. */
export interface SentinelContext {
  /** This machine's clock, ms since the epoch. */
  readonly now: () => number;
  /** A UUID, new each time: requests, instances. */
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Logger;
}

export const systemContext = (logLevel: LogLevel): SentinelContext => ({
  now: Date.now,
  newId: randomUUID,
  randomBytes,
  log: createLogger({ name: 'sentinel', level: logLevel }),
});

import type { Coordination } from '@wowlab/redis';

const refreshMs = 5_000;

/**
 * Redis' clock as this sentinel knows it: every sentinel judges signatures and tokens by the same time, however wrong its
 * own machine's clock is. Refreshed in the background; while Redis is away the last offset holds.
 */
export interface SharedClock {
  /** Ms since the epoch. */
  readonly now: () => number;
  readonly close: () => void;
}

/** @throws when Redis can not be asked the first time. */
export const startSharedClock = async (
  coordination: Pick<Coordination, 'ping'>,
  localNow: () => number,
): Promise<SharedClock> => {
  let offsetMs = 0;
  const refresh = async (): Promise<void> => {
    const { serverTimeMs, latencyMs } = await coordination.ping();
    // The answer was on its way for about half of the round trip.
    offsetMs = serverTimeMs + latencyMs / 2 - localNow();
  };
  await refresh();
  const timer = setInterval(() => {
    refresh().catch(() => undefined);
  }, refreshMs);
  timer.unref();
  return { now: () => Math.round(localNow() + offsetMs), close: () => clearInterval(timer) };
};

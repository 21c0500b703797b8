import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@wowlab/runtime';

export interface Loop {
  /** Runs the next round at once instead of after its pause. */
  readonly nudge: () => void;
  /** Resolves when the round that runs has ended. */
  readonly close: () => Promise<void>;
}

export interface LoopOptions {
  readonly name: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** One round. Returns the pause until the next, ms. */
  readonly round: (signal: AbortSignal) => Promise<number>;
}

const MIN_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

const backoffMs = (failures: number): number => {
  const ceiling = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * 2 ** Math.min(failures, 10));
  return ceiling / 2 + (Math.random() * ceiling) / 2;
};

/**
 * Runs rounds of background work until the signal aborts. A round that fails is tried again after a growing, jittered
 * pause: a part that is away delays the work and ends nothing. The first failure of a row is logged, and the recovery.
 */
export const startLoop = ({ name, log, signal, round }: LoopOptions): Loop => {
  const own = new AbortController();
  const stop = AbortSignal.any([signal, own.signal]);
  let wake = new AbortController();

  const pause = async (ms: number): Promise<void> => {
    wake = new AbortController();
    await sleep(ms, undefined, { signal: AbortSignal.any([stop, wake.signal]) }).catch(() => undefined);
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stop.aborted) {
      let pauseMs: number;
      try {
        pauseMs = await round(stop);
        if (failures > 0) log.info({ task: name, failures }, 'background work goes on');
        failures = 0;
      } catch (error) {
        if (stop.aborted) return;
        if (failures === 0) log.warn({ task: name, err: error }, 'background work failed and is tried again');
        failures += 1;
        pauseMs = backoffMs(failures);
      }
      if (pauseMs > 0) await pause(pauseMs);
    }
  };

  const ended = run();
  return {
    nudge: () => wake.abort(),
    close: async () => {
      own.abort();
      await ended;
    },
  };
};

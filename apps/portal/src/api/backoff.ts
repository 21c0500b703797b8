import { isRetryable, retryAfterMs } from './api-error.ts';

const firstDelayMs = 500;
const longestDelayMs = 15_000;

/**
 * The wait before retry number `attempt` (from 0): what the server asks for, else doubling from half a second; `random`
 * in [0, 1) spreads clients that failed together over the upper half.
 */
export const backoffMs = (attempt: number, error: unknown, random: number): number => {
  const asked = retryAfterMs(error);
  const base = Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
  return Math.round(Math.max(asked ?? 0, base * (0.5 + random / 2)));
};

export interface Retries {
  /** Tries in all. */
  readonly attempts: number;
  readonly signal: AbortSignal;
  /** Called before each wait. */
  readonly onWait?: (error: unknown, delayMs: number) => void;
}

const sleep = (delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('Given up', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Repeats `run` while its failure may pass. The caller makes sure that repeating is safe. */
export const withRetries = async <T>(run: () => Promise<T>, { attempts, signal, onWait }: Retries): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt + 1 >= attempts || !isRetryable(error)) throw error;
      const delayMs = backoffMs(attempt, error, Math.random());
      onWait?.(error, delayMs);
      await sleep(delayMs, signal);
    }
  }
};

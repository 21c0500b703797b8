import { setTimeout as sleep } from 'node:timers/promises';
import { refusals, type Problem, type Refusal } from '@wowlab/protocol';
import type { Answer } from './answer.ts';

export interface RetryOptions {
  /** Attempts start within this long after the first; `Infinity` never gives up, 0 tries once. */
  readonly retryForMs: number;
  /** The wait after the first failure, doubling with each further one up to `longestDelayMs`. */
  readonly firstDelayMs?: number;
  readonly longestDelayMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Told before each wait. */
  readonly onRetry?: ((reason: string, delayMs: number) => void) | undefined;
  /** In [0, 1); default `Math.random`. */
  readonly random?: () => number;
}

/** Statuses that pass by themselves when something in front of the sentinels answers. */
const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether the same request may succeed later: by the table of refusals, and by the status for answers that are not in it. */
export const isRetryable = (problem: Problem): boolean => {
  const refusal: Refusal | undefined = Object.hasOwn(refusals, problem.code)
    ? refusals[problem.code as keyof typeof refusals]
    : undefined;
  return refusal === undefined ? transientStatuses.has(problem.status) : refusal.retryable === true;
};

/**
 * The wait before the next attempt: a doubling delay of which a random half is taken away, so that clients that failed
 * together do not come back together; never less than the server asked for, and spread upwards from there.
 */
export const backoffMs = (
  failures: number,
  askedMs: number,
  { firstDelayMs = 250, longestDelayMs = 15_000, random = Math.random }: Partial<RetryOptions> = {},
): number => {
  const doubled = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures, 30));
  return Math.round(Math.max(doubled * (0.5 + random() / 2), askedMs * (1 + random() / 4)));
};

/**
 * Repeats `attempt` while it fails in a way that may pass. Only for requests that are safe to repeat, which all of this API
 * are. `attempt` is called anew each time, so it can sign anew.
 *
 * @throws what the signal was aborted with.
 */
export const withRetries = async <Value>(
  attempt: () => Promise<Answer<Value>>,
  options: RetryOptions,
): Promise<Answer<Value>> => {
  const startedMs = performance.now();
  for (let failures = 0; ; failures += 1) {
    options.signal?.throwIfAborted();
    const answer = await attempt();
    if (answer.kind === 'ok') return answer;
    if (answer.kind === 'refused' && !isRetryable(answer.problem)) return answer;
    const askedMs = answer.kind === 'refused' ? (answer.problem.retryAfterMs ?? 0) : 0;
    const delayMs = backoffMs(failures, askedMs, options);
    if (performance.now() - startedMs + delayMs > options.retryForMs) return answer;
    options.onRetry?.(answer.kind === 'refused' ? answer.problem.detail : answer.reason, delayMs);
    try {
      await sleep(delayMs, undefined, { signal: options.signal });
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    }
  }
};

import { makeProblem, refusals, type RefusalCode } from '@wowlab/protocol';
import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { backoffMs, isRetryable, withRetries } from './retry.ts';

const ok: Answer<string> = { kind: 'ok', value: 'yes', etag: null };
const lost: Answer<string> = { kind: 'unreachable', reason: 'connection reset' };
const refused = (code: RefusalCode, retryAfterMs?: number): Answer<string> => ({
  kind: 'refused',
  problem: makeProblem(code, 'x', retryAfterMs === undefined ? {} : { retryAfterMs }),
});

const attempts = (answers: readonly Answer<string>[]) => {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    attempt: async () => {
      const answer = answers[Math.min(asked, answers.length - 1)] ?? lost;
      asked += 1;
      return answer;
    },
  };
};

describe('repeating a request', () => {
  it('goes on while the failure may pass, and stops at the first answer', async () => {
    const { attempt } = attempts([lost, refused('unavailable'), ok]);
    expect(await withRetries(attempt, { retryForMs: 5_000, firstDelayMs: 1 })).toBe(ok);
  });

  it('is never done for a refusal that is permanent', async () => {
    for (const code of Object.keys(refusals) as RefusalCode[]) {
      const tries = attempts([refused(code), ok]);
      const answer = await withRetries(tries.attempt, { retryForMs: 5_000, firstDelayMs: 1 });
      const retryable = 'retryable' in refusals[code];
      expect([code, tries.asked, answer.kind]).toEqual([code, retryable ? 2 : 1, retryable ? 'ok' : 'refused']);
    }
  });

  it('waits at least as long as the server asks', async () => {
    const delays: number[] = [];
    const { attempt } = attempts([refused('too-many-requests', 60), ok]);
    const began = performance.now();
    await withRetries(attempt, { retryForMs: 5_000, firstDelayMs: 1, onRetry: (_, delayMs) => delays.push(delayMs) });
    expect(performance.now() - began).toBeGreaterThanOrEqual(58);
    expect(delays[0]).toBeGreaterThanOrEqual(60);
    expect(delays[0]).toBeLessThanOrEqual(75);
  });

  it('gives the last failure when the time for it is over', async () => {
    const tries = attempts([lost]);
    expect(await withRetries(tries.attempt, { retryForMs: 30, firstDelayMs: 10 })).toBe(lost);
    expect(tries.asked).toBeGreaterThan(1);
    const once = attempts([lost]);
    await withRetries(once.attempt, { retryForMs: 0 });
    expect(once.asked).toBe(1);
  });

  it('ends at once when it is aborted, also in the middle of a wait', async () => {
    const abort = new AbortController();
    const running = withRetries(attempts([lost]).attempt, {
      retryForMs: Infinity,
      firstDelayMs: 60_000,
      signal: abort.signal,
      onRetry: () => setTimeout(() => abort.abort(new Error('enough')), 5),
    });
    await expect(running).rejects.toThrow('enough');
  });

  it('spreads waits over the upper half of a doubling delay, up to a bound', () => {
    const at = (failures: number, random: number) =>
      backoffMs(failures, 0, { firstDelayMs: 100, longestDelayMs: 1_000, random: () => random });
    expect([at(0, 0), at(0, 1), at(2, 0), at(2, 1)]).toEqual([50, 100, 200, 400]);
    expect([at(50, 0), at(5_000, 1)]).toEqual([500, 1_000]);
  });

  it('judges answers that are not of a sentinel by their status', () => {
    const from = (status: number) => isRetryable({ ...makeProblem('internal', ''), code: `http-${status}`, status });
    expect([502, 503, 504, 429].every(from)).toBe(true);
    expect([400, 401, 403, 404, 413].some(from)).toBe(false);
  });
});

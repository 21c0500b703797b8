import { makeProblem } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import { RefusedError, UnreachableError } from './api-error.ts';
import { backoffMs, withRetries } from './backoff.ts';

const gone = new UnreachableError('no answer');
const soon = new RefusedError(makeProblem('unavailable', 'Redis is away', { retryAfterMs: 1 }));

test('waits double up to a bound and are spread over their upper half', () => {
  expect([0, 1, 2, 3, 20].map((attempt) => backoffMs(attempt, gone, 0))).toEqual([250, 500, 1_000, 2_000, 7_500]);
  expect(backoffMs(0, gone, 0.999)).toBeLessThanOrEqual(500);
});

test('a wait the server asks for is kept', () => {
  const busy = new RefusedError(makeProblem('too-many-requests', 'slow down', { retryAfterMs: 9_000 }));
  expect(backoffMs(0, busy, 0)).toBe(9_000);
});

test('what may pass is repeated and what will not is told at once', async () => {
  const { signal } = new AbortController();
  const failures: Error[] = [soon, gone];
  const waits: number[] = [];
  const run = async () => {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return 'taken';
  };
  const onWait = (_: unknown, delayMs: number) => waits.push(delayMs);
  await expect(withRetries(run, { attempts: 5, signal, onWait })).resolves.toBe('taken');
  expect(waits).toHaveLength(2);
  const refused = new RefusedError(makeProblem('invalid-profile', 'line 3'));
  let calls = 0;
  const refuse = async () => {
    calls += 1;
    throw refused;
  };
  await expect(withRetries(refuse, { attempts: 5, signal })).rejects.toBe(refused);
  expect(calls).toBe(1);
});

test('giving up ends the wait', async () => {
  const controller = new AbortController();
  const busy = new RefusedError(makeProblem('queue-full', 'full', { retryAfterMs: 60_000 }));
  const onWait = () => controller.abort();
  const waiting = withRetries(() => Promise.reject(busy), { attempts: 5, signal: controller.signal, onWait });
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

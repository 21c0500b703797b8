import { describe, expect, it } from 'vitest';
import { Bell } from './bell.ts';

describe('a bell', () => {
  it('ends a wait early, and is not lost when nobody waits yet', async () => {
    const bell = new Bell();
    bell.ring();
    await bell.wait(Infinity);
    const waiting = bell.wait(Infinity);
    bell.ring();
    await waiting;
    const began = performance.now();
    await bell.wait(20);
    expect(performance.now() - began).toBeGreaterThanOrEqual(18);
  });

  it('stops waiting when it is aborted', async () => {
    const abort = new AbortController();
    const waiting = new Bell().wait(Infinity, abort.signal);
    abort.abort(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
  });
});

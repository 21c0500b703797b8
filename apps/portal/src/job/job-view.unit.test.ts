import type { Job, ProgressMessage } from '@wowlab/protocol';
import { expect, test } from 'vitest';
import type { JobRecord } from '../api/api.ts';
import { foldProgress, foldRecord, nothingKnown, viewOf, type JobKnowledge } from './job-view.ts';

const arm = (iterations: number) => ({
  name: 'Beast',
  config: 'c'.repeat(64),
  iterations,
  target: 1_000,
  mean: 100 + iterations,
  stdError: 1,
});

const record = (askedAtMs: number, part: Partial<Job> = {}, iterations = 0): JobRecord => ({
  job: {
    id: '0'.repeat(26),
    owner: 'owner',
    name: 'Beast',
    state: 'running',
    version: 2,
    reason: null,
    engineBuild: 'e'.repeat(64),
    seed: 1,
    iterations: 1_000,
    targetErrorPct: null,
    arms: [arm(iterations)],
    createdAtMs: 0,
    startedAtMs: 0,
    finishedAtMs: null,
    notes: [],
    ...part,
  },
  etag: `"${part.version ?? 2}"`,
  askedAtMs,
});

const progress = (seq: number, iterations: number, part: Partial<ProgressMessage> = {}): ProgressMessage => ({
  type: 'progress',
  job: '0'.repeat(26),
  seq,
  state: 'running',
  version: 2,
  reason: null,
  iterations,
  target: 1_000,
  arms: [arm(iterations)],
  histogram: { from: 0, width: 1, counts: [iterations] },
  elapsedMs: 1,
  ...part,
});

const shown = (known: JobKnowledge) => {
  const view = viewOf(known);
  return view === null ? null : { state: view.job.state, iterations: view.iterations };
};

test('the highest seq wins in whatever order messages arrive', () => {
  const orders = [
    [1, 2, 3],
    [3, 2, 1],
    [2, 3, 1],
    [3, 3, 1],
  ];
  for (const order of orders) {
    const start = foldRecord(nothingKnown, record(0));
    const end = order.reduce((known, seq) => foldProgress(known, progress(seq, seq * 100), 10), start);
    expect({ order, ...shown(end) }).toEqual({ order, state: 'running', iterations: 300 });
  }
});

test('a record asked for before a message came does not take the page back', () => {
  const known = foldProgress(foldRecord(nothingKnown, record(0)), progress(5, 500), 100);
  expect(shown(foldRecord(known, record(99, {}, 300)))).toEqual({ state: 'running', iterations: 500 });
});

test('a record asked for after a message is the truth, even if it counts less', () => {
  const known = foldProgress(foldRecord(nothingKnown, record(0)), progress(900, 500), 100);
  const after = foldRecord(known, record(101, { state: 'queued', version: 2 }, 0));
  expect(shown(after)).toEqual({ state: 'queued', iterations: 0 });
  // The server lost what it had counted and counts, and numbers its messages, from the start.
  expect(shown(foldProgress(after, progress(1, 50), 200))).toEqual({ state: 'running', iterations: 50 });
});

test('the distribution stays while the record says the same as the message', () => {
  const known = foldProgress(foldRecord(nothingKnown, record(0)), progress(5, 500), 100);
  expect(viewOf(foldRecord(known, record(101, {}, 500)))?.histogram).toEqual({ from: 0, width: 1, counts: [500] });
});

test('an ended record ends the page whatever messages come or came', () => {
  const running = foldProgress(foldRecord(nothingKnown, record(0)), progress(5, 500), 100);
  const ended = foldRecord(running, record(50, { state: 'done', version: 3 }, 1_000));
  expect(shown(ended)).toEqual({ state: 'done', iterations: 1_000 });
  expect(shown(foldProgress(ended, progress(99, 700), 200))).toEqual({ state: 'done', iterations: 1_000 });
});

test('a message of the end is shown at once and does not wait for the record', () => {
  const known = foldRecord(nothingKnown, record(0));
  const cancelled = foldProgress(
    known,
    progress(6, 500, { state: 'cancelled', version: 3, reason: 'by its owner' }),
    9,
  );
  expect(viewOf(cancelled)?.job).toMatchObject({ state: 'cancelled', version: 3, reason: 'by its owner' });
});

test('answers that overtake each other leave the newer record standing', () => {
  const newer = foldRecord(nothingKnown, record(20, { version: 2 }, 400));
  expect(shown(foldRecord(newer, record(10, { version: 1, state: 'queued' }, 0)))).toEqual({
    state: 'running',
    iterations: 400,
  });
});

test('a job queued again by a server that lost its state is followed, though its version falls', () => {
  const before = foldProgress(
    foldRecord(nothingKnown, record(0, { version: 3 })),
    progress(70, 700, { version: 3 }),
    10,
  );
  const after = foldRecord(before, record(20, { version: 1, state: 'queued' }, 0));
  expect(shown(after)).toEqual({ state: 'queued', iterations: 0 });
  expect(shown(foldProgress(after, progress(1, 50), 30))).toEqual({ state: 'running', iterations: 50 });
});

test('an end is final, whatever an archive that lags behind says later', () => {
  const ended = foldRecord(nothingKnown, record(20, { version: 3, state: 'done' }, 1_000));
  expect(shown(foldRecord(ended, record(30, { version: 2 }, 10)))).toEqual({ state: 'done', iterations: 1_000 });
});

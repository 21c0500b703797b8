import { DpsRecorder, emptyAggregate } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { carveLimit } from './carve-limit.ts';
import { checkpointsFor } from './checkpoints.ts';
import { decideAtCheckpoint } from './decide-at-checkpoint.ts';

const aggregateOf = (values: readonly number[]) => {
  const recorder = new DpsRecorder();
  for (const [iteration, value] of values.entries()) recorder.add(value, iteration);
  return { ...emptyAggregate(), iterations: values.length, simulatedMs: 1n, dps: recorder.totals() };
};

test('a target-error job may stop at counts that grow by about a third to a half', () => {
  expect(checkpointsFor(10_000, 0.5)).toEqual([500, 1000, 1500, 2000, 3000, 4000, 6000, 8000, 10_000]);
  expect(checkpointsFor(500, 0.5)).toEqual([500]);
  expect(checkpointsFor(20, 0.5)).toEqual([20]);
});

test('a job of fixed length has one checkpoint: its end', () => {
  expect(checkpointsFor(123_456, null)).toEqual([123_456]);
});

test('checkpoints rise and end with the cap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (cap) => {
      const all = checkpointsFor(cap, 1);
      expect(all.at(-1)).toBe(cap);
      expect(all.every((value, index) => index === 0 || value > (all[index - 1] ?? 0))).toBe(true);
      expect(all.length).toBeLessThan(30);
    }),
  );
});

test('an arm stops once its error is within the target, and always at the cap', () => {
  const spread = aggregateOf(Array.from({ length: 500 }, (_, index) => 90_000 + (index % 2) * 20_000));
  expect(decideAtCheckpoint(spread, 1, false)).toBe('stop');
  expect(decideAtCheckpoint(spread, 0.5, false)).toBe('continue');
  expect(decideAtCheckpoint(spread, 0.5, true)).toBe('stop');
  expect(decideAtCheckpoint(spread, null, true)).toBe('stop');
});

test('work is handed out up to where the target will be met by what is known', () => {
  const checkpoints = checkpointsFor(100_000, 0.1);
  expect(carveLimit(checkpoints, 0, 0.1, null)).toBe(1000);
  expect(carveLimit(checkpoints, 0, 0.1, { iterations: 500, errorPct: 0.4 })).toBe(12_000);
  expect(carveLimit(checkpoints, 1, 0.1, { iterations: 500, errorPct: 0.01 })).toBe(1000);
  expect(carveLimit(checkpoints, 1, 0.1, { iterations: 500, errorPct: 99 })).toBe(100_000);
  expect(carveLimit([777], 0, null, null)).toBe(777);
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { DpsRecorder } from './dps-recorder.ts';
import { coversInterval } from './iteration-batch.ts';

const recorded = (start: number, count: number) => {
  const recorder = new DpsRecorder();
  for (let iteration = start; iteration < start + count; iteration += 1) recorder.add(1_000, iteration);
  return recorder.totals().batches;
};

it('batches tell the interval they were recorded over from one that is shifted or of another length', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 63 }),
      (start, count, by) => {
        const batches = recorded(start, count);
        expect(coversInterval(batches, start, count)).toBe(true);
        // A whole number of rounds holds as much of every batch wherever it begins.
        expect(coversInterval(batches, start + by, count)).toBe(count % 64 === 0);
        expect(coversInterval(batches, start, count + 1)).toBe(false);
      },
    ),
  );
});

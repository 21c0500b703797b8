import { expect, test } from 'vitest';
import { maxChunksPerJob, mostChunks } from './chunk-bound.ts';
import { expectedIterations } from './expected-iterations.ts';
import { priorityOf } from './priority.ts';

test('a job someone waits for goes before a long one, and that before a batch', () => {
  expect(priorityOf(10_000, null, 1)).toBe(0);
  expect(priorityOf(1_000_000, null, 1)).toBe(1);
  expect(priorityOf(10_000, null, 1_000)).toBe(2);
});

test('a target-error job counts by what it will likely take, not by its cap', () => {
  expect(expectedIterations(1_000_000, 0.5)).toBe(1_537);
  expect(expectedIterations(1_000, 0.05)).toBe(1_000);
  expect(priorityOf(1_000_000, 0.5, 1)).toBe(0);
});

test('forced sizes that cut a job into too many chunks can be told before they are taken', () => {
  expect(mostChunks({ iterations: 1_000_000, targetErrorPct: null, chunkIterations: 1, arms: 1 })).toBe(1_000_000);
  expect(mostChunks({ iterations: 1_000, targetErrorPct: 1, chunkIterations: 300, arms: 2 })).toBe(2 * (2 + 2));
  expect(mostChunks({ iterations: 1_000_000, targetErrorPct: null, chunkIterations: null, arms: 1_000 })).toBe(0);
  expect(maxChunksPerJob).toBeGreaterThan(100_000);
});

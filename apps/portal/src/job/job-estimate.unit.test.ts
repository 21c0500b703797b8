import { expect, test } from 'vitest';
import { errorPct, expectedIterations, remainingMs, speedOf, withSample, type Sample } from './job-estimate.ts';

const arm = (iterations: number, stdError: number | null, target = 1_000_000) => ({
  name: 'a',
  config: 'c',
  iterations,
  target,
  mean: 100_000,
  stdError,
});

test('a job of fixed length expects its target', () => {
  expect(expectedIterations({ targetErrorPct: null, arms: [arm(10, 5, 4_000), arm(0, null, 4_000)] })).toBe(8_000);
});

test('a target error needs four times the iterations for half the error', () => {
  const error = errorPct(100_000, 50) ?? 0;
  expect(expectedIterations({ targetErrorPct: error / 2, arms: [arm(1_000, 50)] })).toBe(4_000);
});

test('the expectation of a target error stays between what is counted and the cap', () => {
  expect(expectedIterations({ targetErrorPct: 10, arms: [arm(1_000, 50)] })).toBe(1_000);
  expect(expectedIterations({ targetErrorPct: 0.0001, arms: [arm(1_000, 50, 5_000)] })).toBe(5_000);
});

test('the speed is that of the last seconds, and a job that starts again is measured anew', () => {
  const slowThenFast: readonly Sample[] = [
    { atMs: 0, iterations: 0 },
    { atMs: 20_000, iterations: 20 },
    { atMs: 21_000, iterations: 1_020 },
    { atMs: 22_000, iterations: 2_020 },
  ];
  const samples = slowThenFast.reduce<readonly Sample[]>(withSample, []);
  expect(speedOf(samples)).toBe(1_000);
  expect(speedOf(withSample(samples, { atMs: 23_000, iterations: 5 }))).toBeNull();
});

test('the time left is unknown while the speed is', () => {
  expect(remainingMs(500, 1_000, null)).toBeNull();
  expect(remainingMs(500, 1_000, 0)).toBeNull();
  expect(remainingMs(500, 1_000, 100)).toBe(5_000);
  expect(remainingMs(1_200, 1_000, 100)).toBe(0);
});

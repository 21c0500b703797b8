import { expect, test } from 'vitest';
import { jobPlan } from './job-plan.ts';

test('what the request states wins over the profile, and that over the default', () => {
  expect(jobPlan({}, {})).toEqual({ iterations: 10_000, targetErrorPct: null, seed: 1 });
  expect(jobPlan({}, { iterations: 500, seed: 7 })).toEqual({ iterations: 500, targetErrorPct: null, seed: 7 });
  expect(jobPlan({ iterations: 200, seed: 0 }, { iterations: 500, seed: 7 })).toEqual({
    iterations: 200,
    targetErrorPct: null,
    seed: 0,
  });
});

test('precision is taken as a whole: a target error asked for is not capped by a length of the profile', () => {
  expect(jobPlan({ targetErrorPct: 0.1 }, { iterations: 500 })).toEqual({
    iterations: 1_000_000,
    targetErrorPct: 0.1,
    seed: 1,
  });
  expect(jobPlan({ iterations: 500 }, { targetErrorPct: 0.1 }).targetErrorPct).toBeNull();
});

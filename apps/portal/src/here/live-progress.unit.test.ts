import { DpsRecorder, emptyAggregate, type Aggregate } from '@wowlab/statistics';
import { expect, test } from 'vitest';
import { liveProgress, notBegun } from './live-progress.ts';
import type { LocalJob } from './read-local-job.ts';

const job: LocalJob = {
  name: 'Two',
  plan: { iterations: 100, targetErrorPct: null, seed: 1 },
  arms: [
    { name: 'a', hash: 'ha', text: 'a' },
    { name: 'b', hash: 'hb', text: 'b' },
  ],
  notes: [],
};

const aggregateOf = (...milliDps: readonly number[]): Aggregate => {
  const recorder = new DpsRecorder();
  for (const [iteration, each] of milliDps.entries()) recorder.add(each, iteration);
  return { ...emptyAggregate(), iterations: milliDps.length, simulatedMs: 1n, dps: recorder.totals() };
};

const progressOf = (...aggregates: readonly Aggregate[]) =>
  liveProgress(
    job,
    job.arms.map((arm, index) => ({ arm, aggregate: aggregates[index] ?? emptyAggregate() })),
  );

test('progress counts all arms, and shows the figures and the distribution of the first', () => {
  const view = progressOf(aggregateOf(90_000, 100_000, 110_000), aggregateOf(50_000));
  expect([view.iterations, view.target]).toEqual([4, 200]);
  expect(view.job.arms.map(({ name, iterations, mean }) => [name, iterations, mean])).toEqual([
    ['a', 3, 100],
    ['b', 1, 50],
  ]);
  expect(view.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(3);
});

test('what is not known yet is told as not known: no mean of nothing, no error of one fight', () => {
  expect(notBegun(job).job.arms.map(({ mean, stdError }) => [mean, stdError])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(progressOf(aggregateOf(50_000)).job.arms.map(({ mean, stdError }) => [mean, stdError])).toEqual([
    [50, null],
    [null, null],
  ]);
});

import { expect, test } from 'vitest';
import { readProblem, readProgress, readStats } from './answers.ts';
import { ShapeError } from './shape.ts';

const stats = {
  activeNodes: 1,
  activeWorkers: 2,
  queuedJobs: 0,
  runningJobs: 1,
  chunksPerMinute: 3.5,
  iterationsPerSecond: 900,
};

test('an answer of the promised shape is read, and what a newer server adds is left out', () => {
  expect(readStats({ ...stats, moonPhase: 'full' }, '')).toEqual(stats);
});

test('an answer of another shape names where it differs', () => {
  expect(() => readStats({ ...stats, queuedJobs: '0' }, '')).toThrow(
    new ShapeError('/queuedJobs should be a number, got "0"'),
  );
  expect(() => readStats([], '')).toThrow('the answer should be an object');
  expect(() => readProgress({ type: 'progress', arms: null }, '')).toThrow(ShapeError);
});

test('fields that may be missing may be missing', () => {
  const problem = { type: '/problems/x', title: 't', status: 422, detail: 'd', remedy: 'r', code: 'x' };
  const error = { field: 'level', value: '900', problem: 'is too high', remedy: 'Write 90.' };
  expect(readProblem(problem, '')).toEqual(problem);
  expect(readProblem({ ...problem, errors: [error, { ...error, line: 3, column: 7 }] }, '').errors).toEqual([
    error,
    { ...error, line: 3, column: 7 },
  ]);
});

import { decodeAggregate, DpsRecorder, emptyAggregate, encodeAggregate } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JobToFold, SegmentToFold } from './fold.ts';
import { planFold } from './plan-fold.ts';

/** The aggregate of iterations `[start, end)` of an arm whose DPS spreads over a fifth of its mean. */
const textOf = (start: number, end: number): string => {
  const recorder = new DpsRecorder();
  for (let i = start; i < end; i += 1) recorder.add(90_000_000 + ((i * 7_919) % 20_000) * 1_000, i);
  const iterations = end - start;
  return encodeAggregate({ ...emptyAggregate(), iterations, simulatedMs: BigInt(iterations), dps: recorder.totals() });
};
const job = (over: Partial<JobToFold> = {}): JobToFold => ({
  state: 'running',
  targetErrorPct: null,
  checkpoints: [400],
  segments: [],
  ...over,
});
const segment = (over: Partial<SegmentToFold> = {}): SegmentToFold => ({
  arm: 0,
  segment: 0,
  decided: 0,
  fold: 3,
  foldedIterations: 0,
  folded: null,
  prefix: null,
  pending: [],
  ...over,
});
const commitOf = (plan: ReturnType<typeof planFold>) => {
  if (plan.kind !== 'commit') throw new Error(plan.reason);
  return plan.commit;
};

test('results of a part are merged and kept, on the fold they were read from', () => {
  const plan = planFold(
    'id',
    job(),
    segment({ folded: textOf(0, 100), pending: [textOf(300, 400), textOf(100, 150)] }),
  );
  expect(commitOf(plan)).toMatchObject({ action: 'fold', fold: 3, merged: 2, iterations: 250, limit: null });
  expect(plan.kind === 'commit' && plan.known?.iterations).toBe(250);
});

test('an arm of fixed length ends with its last iteration, however it was cut and in whatever order it came', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 399 }), { maxLength: 12 });
  fc.assert(
    fc.property(cuts, fc.nat(), (points, turn) => {
      const edges = [0, ...points.sort((a, b) => a - b), 400];
      const texts = edges.slice(1).map((end, index) => textOf(edges[index] ?? 0, end));
      const pending = [...texts.slice(turn % texts.length), ...texts.slice(0, turn % texts.length)];
      expect(commitOf(planFold('id', job(), segment({ pending })))).toMatchObject({
        action: 'finish',
        iterations: 400,
        text: textOf(0, 400),
      });
    }),
    { numRuns: 30 },
  );
});

test('a target-error arm goes on at a checkpoint that is too rough, and is carved as far as it will likely need', () => {
  const precise = job({ targetErrorPct: 0.1, checkpoints: [500, 1000, 1500, 10_000, 100_000] });
  const commit = commitOf(planFold('id', precise, segment({ pending: [textOf(0, 500)] })));
  expect(commit).toMatchObject({ action: 'advance', iterations: 500, text: textOf(0, 500), limit: 100_000 });
});

test('it ends at the first checkpoint that is good enough, with the prefix before it', () => {
  const rough = job({ targetErrorPct: 0.5, checkpoints: [500, 1000, 10_000] });
  const second = segment({ segment: 1, decided: 1, prefix: textOf(0, 500), pending: [textOf(500, 1000)] });
  expect(commitOf(planFold('id', rough, second))).toMatchObject({
    action: 'finish',
    iterations: 1000,
    text: textOf(0, 1000),
  });
});

test('a segment ahead of the undecided one is only kept, even when it is complete', () => {
  const rough = job({ targetErrorPct: 50, checkpoints: [500, 1000] });
  const ahead = segment({ segment: 1, decided: 0, pending: [textOf(500, 1000)] });
  expect(commitOf(planFold('id', rough, ahead))).toMatchObject({ action: 'fold', summary: null, limit: null });
});

test('a stored text that is no aggregate is named, not merged', () => {
  const plan = planFold('id', job(), segment({ pending: ['{"iterations":1}'] }));
  expect(plan.kind).toBe('broken');
  expect(decodeAggregate('{"iterations":1}').kind).toBe('invalid');
});

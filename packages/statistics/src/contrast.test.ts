import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateOf } from './aggregate-arbitrary.test-support.ts';
import type { Aggregate } from './aggregate.ts';
import { contrast } from './contrast.ts';
import { mergeAggregates } from './merge-aggregates.ts';
import { student95 } from './student-quantile.ts';

const REPLICATIONS = 1_500;
const CENTRE = 100_000_000;

/** Uniform numbers from 0 to 1, the same in every run (mulberry32, Tommy Ettinger). */
const uniforms = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Roughly normal, mean 0, variance 1. */
const normal = (next: () => number): number => {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += next();
  return sum;
};

const arm = (values: readonly number[]): Aggregate =>
  aggregateOf(values.map((value) => ({ milliDps: Math.round(CENTRE + value), lengthMs: 300_000, hits: [] })));

interface Case {
  readonly iterations: readonly [number, number];
  /** One iteration of both arms; their true means are 0 and `shift`. */
  readonly draw: (next: () => number) => readonly [number, number];
  readonly shift: number;
}

/** Share of replications whose 95 % interval holds the true difference, and the mean width of half of it. */
const coverageOf = ({ iterations: [left, right], draw, shift }: Case) => {
  let covered = 0;
  let width = 0;
  for (let seed = 1; seed <= REPLICATIONS; seed += 1) {
    const next = uniforms(seed * 7919);
    const pairs = Array.from({ length: Math.max(left, right) }, () => draw(next));
    const found = contrast([
      { factor: 1, aggregate: arm(pairs.slice(0, right).map(([, value]) => value)) },
      { factor: -1, aggregate: arm(pairs.slice(0, left).map(([value]) => value)) },
    ]);
    if (found === null) throw new Error('no interval');
    covered += Math.abs(found.estimate - shift / 1_000) <= found.error95 ? 1 : 0;
    width += found.error95 / REPLICATIONS;
  }
  return { coverage: covered / REPLICATIONS, width };
};

const SD = 2_000_000;
const correlated =
  (rho: number, shift: number): Case['draw'] =>
  (next) => {
    const [shared, own] = [normal(next), normal(next)];
    return [SD * shared, shift + SD * (rho * shared + Math.sqrt(1 - rho * rho) * own)];
  };

describe('the paired interval holds the true difference in 95 % of jobs', () => {
  it.each<[string, Case]>([
    ['arms that share nothing', { iterations: [300, 300], draw: correlated(0, 9_000), shift: 9_000 }],
    ['arms that share most of their chance', { iterations: [300, 300], draw: correlated(0.95, 9_000), shift: 9_000 }],
    ['arms that move against one another', { iterations: [300, 300], draw: correlated(-0.7, 0), shift: 0 }],
    [
      'a number of iterations that fills the batches unevenly',
      { iterations: [100, 100], draw: correlated(0.5, 0), shift: 0 },
    ],
    ['a handful of iterations', { iterations: [5, 5], draw: correlated(0.5, 0), shift: 0 }],
    ['arms of unequal length', { iterations: [500, 200], draw: correlated(0.9, 9_000), shift: 9_000 }],
    [
      'a skewed distribution',
      {
        iterations: [300, 300],
        draw: (next) => {
          const luck = next() ** 4 - 0.2;
          return [SD * luck, SD * (luck + 0.1 * (next() ** 4 - 0.2))];
        },
        shift: 0,
      },
    ],
  ])('%s', (_, given) => {
    const { coverage } = coverageOf(given);
    expect(coverage).toBeGreaterThan(0.935);
    expect(coverage).toBeLessThan(0.97);
  });

  it('an effect seen in few iterations is never claimed too surely', () => {
    // One iteration in 100 gains; of 400 about 4 do.
    const draw: Case['draw'] = (next) => {
      const value = SD * normal(next);
      return [value, value + (next() < 0.01 ? 1_000_000 : 0)];
    };
    let missed = 0;
    for (let seed = 1; seed <= REPLICATIONS; seed += 1) {
      const next = uniforms(seed * 104_729);
      const pairs = Array.from({ length: 400 }, () => draw(next));
      const found = contrast([
        { factor: 1, aggregate: arm(pairs.map(([, value]) => value)) },
        { factor: -1, aggregate: arm(pairs.map(([value]) => value)) },
      ]);
      if (found !== null && !found.isIdentical && Math.abs(found.estimate - 10) > found.error95) missed += 1;
    }
    expect(missed / REPLICATIONS).toBeLessThan(0.05);
  });
});

it('shared chance narrows the interval as the correlation says, by √(1 − ρ)', () => {
  const apart = coverageOf({ iterations: [256, 256], draw: correlated(0, 0), shift: 0 }).width;
  const paired = coverageOf({ iterations: [256, 256], draw: correlated(0.96, 0), shift: 0 }).width;
  expect(paired / apart).toBeCloseTo(0.2, 1);
});

it('an estimate does not depend on how the iterations of the arms were cut', () => {
  const values = fc.array(fc.integer({ min: -50_000, max: 50_000 }), { minLength: 2, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.nat(200), (own, cut) => {
      const samples = own.map((value) => ({ milliDps: CENTRE + value, lengthMs: 300_000, hits: [] }));
      const at = Math.min(cut, samples.length);
      const parts = mergeAggregates([aggregateOf(samples.slice(at), at), aggregateOf(samples.slice(0, at))]);
      const baseline = arm(own.map((value) => -value));
      const of = (aggregate: Aggregate) =>
        contrast([
          { factor: 1, aggregate },
          { factor: -1, aggregate: baseline },
        ]);
      expect(of(parts)).toEqual(of(arm(own)));
    }),
  );
});

it('says nothing of a single iteration, and calls arms that never differ identical', () => {
  const one = arm([5]);
  const two = arm([5, 7]);
  const pair = (left: Aggregate, right: Aggregate) => [
    { factor: 1, aggregate: left },
    { factor: -1, aggregate: right },
  ];
  expect(contrast(pair(one, two))).toBeNull();
  expect(contrast(pair(two, two))).toEqual({ estimate: 0, stdError: 0, error95: 0, isIdentical: true });
});

it("quantiles of Student's t between the rows of the table are right to three digits", () => {
  // R: qt(.975, c(1, 35, 50, 63, 100))
  for (const [freedom, quantile] of [
    [1, 12.7062],
    [35, 2.0301],
    [50, 2.0086],
    [63, 1.9983],
    [100, 1.984],
  ] as const) {
    expect(student95(freedom)).toBeCloseTo(quantile, 3);
  }
  expect(() => student95(0)).toThrow(RangeError);
});

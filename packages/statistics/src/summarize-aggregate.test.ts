import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateOf, sampleArbitrary } from './aggregate-arbitrary.test-support.ts';
import { emptyAggregate } from './aggregate.ts';
import { bucketOf, bucketRange } from './dps-bucket.ts';
import { dpsHistogram } from './dps-histogram.ts';
import { relativeError, summarizeAggregate } from './summarize-aggregate.ts';

const withDps = (values: readonly number[]) =>
  aggregateOf(values.map((milliDps) => ({ milliDps, lengthMs: 1000, hits: [] })));

describe('a DPS bucket', () => {
  it('holds its value, is at most 0.1 % wide, and rises with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 }), (value) => {
        const { from, width } = bucketRange(bucketOf(value));
        expect(value).toBeGreaterThanOrEqual(from);
        expect(value).toBeLessThan(from + width);
        expect(width - 1).toBeLessThanOrEqual(value / 1000);
        expect(bucketOf(value + 1)).toBeGreaterThanOrEqual(bucketOf(value));
      }),
    );
  });
});

describe('the summary', () => {
  it('gives the textbook mean, deviation and error', () => {
    const { dps } = summarizeAggregate(withDps([1_000_000, 2_000_000, 3_000_000, 4_000_000]));
    expect(dps.mean).toBe(2500);
    expect(dps.stdDev).toBeCloseTo(1290.994, 3);
    expect(dps.stdError).toBeCloseTo(645.497, 3);
    expect([dps.min, dps.max]).toEqual([1000, 4000]);
  });

  it('finds quantiles within a bucket of the sorted sample', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 60 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const { dps } = summarizeAggregate(withDps(values));
        const median = sorted[Math.max(0, Math.ceil(sorted.length / 2) - 1)] ?? 0;
        expect(Math.abs(dps.p50 * 1000 - median)).toBeLessThanOrEqual(Math.max(1, median / 1000));
        expect(dps.p05).toBeLessThanOrEqual(dps.p95);
        expect(dps.p95).toBeLessThanOrEqual(dps.max);
      }),
    );
  });

  it('shares the mean out to sources by their damage', () => {
    const hit = (source: string, damage: number) => ({ source, damage, isCrit: false });
    const { sources, dps } = summarizeAggregate(
      aggregateOf([{ milliDps: 4000, lengthMs: 1000, hits: [hit('auto_shot', 3), hit('pet_bite', 1)] }]),
    );
    expect(sources.map(({ name, dps: own, share }) => [name, own, share])).toEqual([
      ['auto_shot', 3, 0.75],
      ['pet_bite', 1, 0.25],
    ]);
    expect(sources.reduce((sum, source) => sum + source.dps, 0)).toBe(dps.mean);
  });

  it('is all zeros for no iterations', () => {
    expect(summarizeAggregate(emptyAggregate())).toMatchObject({ iterations: 0, dps: { mean: 0, p50: 0, stdDev: 0 } });
  });
});

describe('the relative error', () => {
  it('is the half width of the 95 % interval as percent of the mean', () => {
    const aggregate = withDps([1_000_000, 2_000_000, 3_000_000, 4_000_000]);
    expect(relativeError(aggregate)).toBeCloseTo((100 * 1.959964 * 645.4972) / 2500, 3);
  });

  it('is infinite while one iteration says nothing about the spread', () => {
    expect(relativeError(withDps([1000]))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the histogram', () => {
  it('counts every iteration once and keeps to its bins', () => {
    fc.assert(
      fc.property(fc.array(sampleArbitrary, { maxLength: 50 }), fc.integer({ min: 1, max: 80 }), (samples, bins) => {
        const { counts } = dpsHistogram(aggregateOf(samples), bins);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(samples.length);
        expect(counts.length).toBeLessThanOrEqual(bins);
      }),
    );
  });
});

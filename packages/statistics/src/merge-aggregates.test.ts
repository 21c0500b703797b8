import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateOf, sampleArbitrary } from './aggregate-arbitrary.test-support.ts';
import { emptyAggregate } from './aggregate.ts';
import { encodeAggregate } from './encode-aggregate.ts';
import { mergeAggregates } from './merge-aggregates.ts';

const samples = fc.array(sampleArbitrary, { maxLength: 12 });

describe('merging aggregates', () => {
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const [left, right] = [aggregateOf(a), aggregateOf(b)];
        expect(encodeAggregate(mergeAggregates([left, right]))).toBe(encodeAggregate(mergeAggregates([right, left])));
      }),
    );
  });

  it('does not depend on the grouping', () => {
    fc.assert(
      fc.property(samples, samples, samples, (a, b, c) => {
        const [x, y, z] = [aggregateOf(a), aggregateOf(b), aggregateOf(c)];
        const left = mergeAggregates([mergeAggregates([x, y]), z]);
        const right = mergeAggregates([x, mergeAggregates([y, z])]);
        expect(encodeAggregate(left)).toBe(encodeAggregate(right));
      }),
    );
  });

  it('leaves an aggregate as it is when nothing is added', () => {
    fc.assert(
      fc.property(samples, (a) => {
        const aggregate = aggregateOf(a);
        expect(encodeAggregate(mergeAggregates([emptyAggregate(), aggregate]))).toBe(encodeAggregate(aggregate));
        expect(encodeAggregate(mergeAggregates([aggregate, emptyAggregate()]))).toBe(encodeAggregate(aggregate));
      }),
    );
  });

  it('gives the whole from any cut of it', () => {
    fc.assert(
      fc.property(fc.array(sampleArbitrary, { minLength: 1, maxLength: 150 }), fc.array(fc.nat(150)), (all, cuts) => {
        const edges = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b), all.length];
        const parts = edges.slice(1).map((edge, index) => aggregateOf(all.slice(edges[index], edge), edges[index]));
        expect(encodeAggregate(mergeAggregates(parts))).toBe(encodeAggregate(aggregateOf(all)));
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { aggregateOf } from './aggregate-arbitrary.test-support.ts';
import type { Aggregate } from './aggregate.ts';
import { compareArms } from './compare-arms.ts';
import { pawnString } from './pawn-string.ts';
import { rankArms } from './rank-arms.ts';
import { statWeights } from './stat-weights.ts';

/** 400 iterations with the same luck in every arm, and a gain on top whose own luck differs from arm to arm. */
const arm = (gain: number, ownNoise = 0, phase = 0): Aggregate =>
  aggregateOf(
    Array.from({ length: 400 }, (_, i) => ({
      milliDps: Math.round(
        1_000 * (100_000 + ((i * 7_919) % 4_001) + gain + ownNoise * (((i + phase) * 104_729) % 11) - 5 * ownNoise),
      ),
      lengthMs: 300_000,
      hits: [],
    })),
  );

describe('comparing arms', () => {
  it('sees a gain far smaller than the spread when the arms share their luck', () => {
    const found = compareArms(arm(0), arm(20, 1));
    expect(found.verdict).toBe('better');
    expect(found.difference).toBeCloseTo(20, 0);
    expect(found.error95).toBeLessThan(1);
    expect(found.percent).toBeCloseTo(0.0196, 3);
  });

  it('calls a difference within its error what it is', () => {
    expect(compareArms(arm(0, 300), arm(1, 300, 5)).verdict).toBe('within-error');
    expect(compareArms(arm(0), arm(0)).verdict).toBe('identical');
    expect(compareArms(arm(0), arm(-50, 1)).verdict).toBe('worse');
  });
});

describe('ranking arms', () => {
  it('puts arms that can not be told apart into one group, and orders by mean', () => {
    const ranked = rankArms([arm(0), arm(500, 20), arm(501, 300, 3), arm(-900, 1)], 0);
    expect(ranked.map(({ arm: index, rank, group }) => [index, rank, group])).toEqual([
      [2, 1, 1],
      [1, 2, 1],
      [0, 3, 2],
      [3, 4, 3],
    ]);
    expect(ranked.map(({ isSidegrade }) => isSidegrade)).toEqual([false, true, false, false]);
  });
});

describe('stat weights', () => {
  const offsets = [
    { stat: 'agility', amount: -100, aggregate: arm(-500) },
    { stat: 'agility', amount: 100, aggregate: arm(500) },
    { stat: 'crit_rating', amount: -100, aggregate: arm(-200, 1) },
    { stat: 'crit_rating', amount: 100, aggregate: arm(200, 1, 4) },
    { stat: 'hit_rating', amount: -100, aggregate: arm(-600, 1) },
    { stat: 'hit_rating', amount: 100, aggregate: arm(0) },
    { stat: 'haste_rating', amount: 200, aggregate: arm(300, 1) },
    { stat: 'spirit', amount: -100, aggregate: arm(0) },
    { stat: 'spirit', amount: 100, aggregate: arm(0) },
  ];
  const weights = statWeights(arm(0), offsets, 'agility');
  const of = (stat: string) => weights.find((weight) => weight.stat === stat);

  it('are central differences over the whole distance, and one-sided where an arm is missing', () => {
    expect(weights.map(({ stat }) => stat)).toEqual(['agility', 'crit_rating', 'hit_rating', 'haste_rating', 'spirit']);
    expect(of('agility')).toMatchObject({ perPoint: 5, error95: 0, down: 100, up: 100, verdict: 'clear' });
    expect(of('crit_rating')?.perPoint).toBeCloseTo(2, 1);
    expect(of('haste_rating')).toMatchObject({ down: 0, up: 200, below: null, verdict: 'clear' });
    expect(of('haste_rating')?.perPoint).toBeCloseTo(1.5, 1);
  });

  it('are normalised to the main stat with an error of the ratio', () => {
    expect(of('agility')?.normalized).toEqual({ perPoint: 1, error95: 0 });
    expect(of('crit_rating')?.normalized?.perPoint).toBeCloseTo(0.4, 1);
    expect(of('crit_rating')?.normalized?.error95).toBeCloseTo((of('crit_rating')?.error95 ?? 0) / 5, 3);
    expect(statWeights(arm(0), offsets, null).every(({ normalized }) => normalized === null)).toBe(true);
  });

  it('show the bend of a stat that is capped, and that a stat does nothing', () => {
    expect(of('hit_rating')).toMatchObject({ isBent: true, above: { perPoint: 0, error95: 0 } });
    expect(of('hit_rating')?.below?.perPoint).toBeCloseTo(6, 1);
    expect(of('crit_rating')?.isBent).toBe(false);
    expect(of('spirit')).toMatchObject({ perPoint: 0, verdict: 'no-effect' });
  });
});

it('a Pawn string holds the known stats that have a value, and its name can not end it', () => {
  const text = pawnString('My "Hunter" ) x', [
    { stat: 'agility', value: 1 },
    { stat: 'crit_rating', value: 0.41236 },
    { stat: 'hit_rating', value: null },
    { stat: 'unheardOf', value: 3 },
  ]);
  expect(text).toBe('( Pawn: v1: "My _Hunter_ _ x": Agility=1.0000, CritRating=0.4124 )');
});

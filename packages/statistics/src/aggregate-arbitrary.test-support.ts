import * as fc from 'fast-check';
import type { Aggregate, SourceTotals } from './aggregate.ts';
import { DpsRecorder } from './dps-recorder.ts';

/** One iteration: its milli-DPS, its length, and what two sources did in it. */
export interface Sample {
  readonly milliDps: number;
  readonly lengthMs: number;
  readonly hits: readonly { readonly source: string; readonly damage: number; readonly isCrit: boolean }[];
}

export const sampleArbitrary: fc.Arbitrary<Sample> = fc.record({
  milliDps: fc.oneof(fc.nat(5000), fc.integer({ min: 0, max: 2_000_000_000 })),
  lengthMs: fc.integer({ min: 1, max: 600_000 }),
  hits: fc.array(
    fc.record({
      source: fc.constantFrom('arcane_shot', 'auto_shot', 'pet_bite'),
      damage: fc.nat(500_000),
      isCrit: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
});

/** The aggregate of samples, the first of which is the iteration `start`, worked out in the plainest way. */
export const aggregateOf = (samples: readonly Sample[], start = 0): Aggregate => {
  const dps = new DpsRecorder();
  for (const [index, { milliDps }] of samples.entries()) dps.add(milliDps, start + index);
  const hits = samples.flatMap((sample) => sample.hits);
  const names = [...new Set(hits.map(({ source }) => source))].sort();
  const sources = names.map((name): SourceTotals => {
    const own = hits.filter(({ source }) => source === name);
    const crits = own.filter(({ isCrit }) => isCrit);
    const sum = (of: readonly { readonly damage: number }[]): bigint =>
      of.reduce((total, hit) => total + BigInt(hit.damage), 0n);
    return {
      name,
      executes: own.length,
      hits: own.length - crits.length,
      crits: crits.length,
      glances: 0,
      ticks: 0,
      critTicks: 0,
      applications: 0,
      misses: 0,
      dodges: 0,
      parries: 0,
      damage: sum(own),
      critDamage: sum(crits),
      minHit: Math.min(...own.map(({ damage }) => damage)),
      maxHit: Math.max(...own.map(({ damage }) => damage)),
    };
  });
  return {
    iterations: samples.length,
    simulatedMs: samples.reduce((total, { lengthMs }) => total + BigInt(lengthMs), 0n),
    dps: dps.totals(),
    sources,
    counters: hits.length === 0 ? [] : [{ name: 'hits', value: BigInt(hits.length) }],
    notModelled: hits.some(({ isCrit }) => isCrit) ? ['glyph: x'] : [],
  };
};

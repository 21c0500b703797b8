import * as fc from 'fast-check';
import type { Aggregate, SourceTotals, Tally } from './aggregate.ts';
import { DpsRecorder } from './dps-recorder.ts';

/** One iteration: its milli-DPS, its length, and what two sources did in it. */
export interface Sample {
  readonly milliDps: number;
  readonly lengthMs: number;
  readonly hits: readonly { readonly source: string; readonly damage: number; readonly isCrit: boolean }[];
}

export const sampleArbitrary: fc.Arbitrary<Sample> = fc.record({
  milliDps: fc.oneof(fc.nat(5000), fc.integer({ min: 0, max: 2_000_000_000 })),
  lengthMs: fc.integer({ min: 1, max: 60_000 }),
  hits: fc.array(
    fc.record({
      source: fc.constantFrom('arcane_shot', 'auto_shot', 'pet_bite'),
      damage: fc.nat(500_000),
      isCrit: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
});

const SPAN_MS = 1000;

/** All of a sample's damage is dealt in its last second; each hit but the first finds its buff up already. */
const talliesOf = (samples: readonly Sample[]): readonly Tally[] => {
  const rows = new Map<string, bigint[]>();
  const add = (name: string, column: number, value: bigint): void => {
    const row = rows.get(name) ?? [];
    while (row.length <= column) row.push(0n);
    row[column] = (row[column] ?? 0n) + value;
    rows.set(name, row);
  };
  for (const { lengthMs, hits } of samples) {
    const span = Math.floor((lengthMs - 1) / SPAN_MS);
    for (const [index, { damage }] of hits.entries()) {
      add(`damage.${SPAN_MS}`, span, BigInt(damage));
      if (index === 0) add('buff.player.x', 0, BigInt(lengthMs));
      add('buff.player.x', index === 0 ? 2 : 3, 1n);
    }
    add(`ends.${SPAN_MS}`, span, 1n);
  }
  return [...rows]
    .map(([name, sums]) => ({ name, sums: sums.slice(0, sums.findLastIndex((sum) => sum > 0n) + 1) }))
    .filter(({ sums }) => sums.length > 0)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
};

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
      actor: name.startsWith('pet_') ? 'pet' : 'player',
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
    tallies: talliesOf(samples),
    notModelled: hits.some(({ isCrit }) => isCrit) ? ['glyph: x'] : [],
  };
};

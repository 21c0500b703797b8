import { readFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { decodeAggregate } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PreparedArm, prepareArm } from './prepare-arm.ts';

const prepare = (profile: string): PreparedArm => {
  const parsed = parseJobInput(readFileSync(new URL(`../../../examples/${profile}.simc`, import.meta.url), 'utf8'));
  const arm = parsed.kind === 'ok' ? parsed.input.arms[0] : undefined;
  if (arm === undefined) throw new Error(JSON.stringify(parsed));
  return prepareArm(canonicalConfig(arm.config));
};

const profiles = ['mop-bm-hunter', 'mop-mm-hunter'] as const;
const arms = new Map(profiles.map((profile) => [profile, prepare(profile)]));
const armOf = (profile: (typeof profiles)[number]): PreparedArm => {
  const arm = arms.get(profile);
  if (arm === undefined) throw new Error(profile);
  return arm;
};

const fights = fc.tuple(fc.constantFrom(...profiles), fc.nat(), fc.nat());

describe('the sequence of an iteration', () => {
  it('deals exactly the damage the iteration has in every result', () => {
    fc.assert(
      fc.property(fights, ([profile, seed, iteration]) => {
        const arm = armOf(profile);
        const { entries, damage, dps } = arm.sequence(seed, iteration);
        const decoded = decodeAggregate(arm.run(seed, iteration, 1));
        if (decoded.kind !== 'ok') throw new Error(decoded.problem);
        expect(BigInt(damage)).toBe(decoded.aggregate.sources.reduce((sum, source) => sum + source.damage, 0n));
        expect(BigInt(Math.round(dps * 1000))).toBe(decoded.aggregate.dps.sum);
        expect(entries.reduce((sum, entry) => sum + ('damage' in entry ? entry.damage : 0), 0)).toBe(damage);
      }),
      { numRuns: 25 },
    );
  });

  it('leaves no trace in what is run after it, and is the same each time', () => {
    const arm = armOf('mop-bm-hunter');
    const before = arm.run(1, 0, 5);
    const first = arm.sequence(1, 3);
    expect(arm.run(1, 0, 5)).toBe(before);
    expect(arm.sequence(1, 3)).toEqual(first);
  });

  it('tells its entries in the order of time, from the pull to the end', () => {
    const { entries, lengthMs, leftOut } = armOf('mop-bm-hunter').sequence(2, 7);
    expect(entries.length).toBeGreaterThan(1000);
    expect(leftOut).toBe(0);
    const times = entries.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(0);
    expect(times.at(-1)).toBeLessThanOrEqual(lengthMs);
  });

  it('shows a cast before what it does, its price, and a buff that comes and goes', () => {
    const { entries } = armOf('mop-bm-hunter').sequence(1, 0);
    const cobra = entries.filter(({ name }) => name === 'cobra_shot');
    expect(cobra.slice(0, 3).map(({ kind }) => kind)).toEqual(['cast', 'use', 'resource']);
    const landed = cobra.find(({ kind }) => kind === 'hit');
    expect(landed?.atMs).toBeGreaterThan(cobra[1]?.atMs ?? 0);
    expect(entries).toContainEqual(
      expect.objectContaining({
        name: 'kill_command',
        kind: 'use',
        resource: { name: 'focus', left: expect.any(Number) },
      }),
    );
    const lust = entries.filter(({ name }) => name === 'bloodlust');
    expect(lust.map(({ kind, atMs }) => [kind, atMs])).toEqual([
      ['gained', 0],
      ['lost', 40_000],
    ]);
  });

  it('never shows less than nothing of a resource', () => {
    const left = armOf('mop-mm-hunter')
      .sequence(4, 4)
      .entries.flatMap((entry) => (entry.kind === 'use' && entry.resource !== null ? [entry.resource.left] : []));
    expect(left.length).toBeGreaterThan(100);
    expect(Math.min(...left)).toBeGreaterThanOrEqual(0);
  });
});

import { readFileSync } from 'node:fs';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { type Aggregate, decodeAggregate, MAX_SPANS } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PreparedArm, prepareArm } from './prepare-arm.ts';

const prepare = (profile: string, edit: (text: string) => string = (text) => text): PreparedArm => {
  const text = readFileSync(new URL(`../../../examples/${profile}.simc`, import.meta.url), 'utf8');
  const parsed = parseJobInput(edit(text));
  const arm = parsed.kind === 'ok' ? parsed.input.arms[0] : undefined;
  if (arm === undefined) throw new Error(JSON.stringify(parsed));
  return prepareArm(canonicalConfig(arm.config));
};

const aggregateOf = (text: string): Aggregate => {
  const decoded = decodeAggregate(text);
  if (decoded.kind !== 'ok') throw new Error(`${decoded.field} ${decoded.problem}`);
  return decoded.aggregate;
};

const rowsOf = (aggregate: Aggregate, kind: string) =>
  aggregate.tallies
    .filter(({ name }) => name.startsWith(`${kind}.`))
    .map(({ name, sums }) => ({ name: name.slice(kind.length + 1), sums: sums.map(Number) }));

const summed = (rows: readonly { readonly sums: readonly number[] }[], column: number): number =>
  rows.reduce((total, { sums }) => total + (sums[column] ?? 0), 0);

const profiles = ['mop-bm-hunter', 'mop-mm-hunter'] as const;
const arms = new Map(profiles.map((profile) => [profile, prepare(profile)]));
const varied = prepare('mop-bm-hunter', (text) => text.replace('vary_combat_length=0', 'vary_combat_length=0.2'));

const runs = fc.tuple(fc.constantFrom(...profiles), fc.nat(1_000_000), fc.integer({ min: 1, max: 12 }));
const aggregates = runs.map(([profile, start, count]) => aggregateOf(arms.get(profile)?.run(3, start, count) ?? ''));

describe('what is recorded', () => {
  it('keeps the books of every resource: gains less what was spent is what the resource changed by', () => {
    fc.assert(
      fc.property(aggregates, (aggregate) => {
        for (const { name, sums } of rowsOf(aggregate, 'resource')) {
          const of = (kind: string) => rowsOf(aggregate, kind).filter((row) => row.name.startsWith(`${name}.`));
          const change = (sums[1] ?? 0) - (sums[0] ?? 0);
          const flows = of('gain').length + of('spend').length;
          // Each row of each fight is rounded to a thousandth of a point.
          expect(Math.abs(summed(of('gain'), 1) - summed(of('spend'), 1) - change)).toBeLessThanOrEqual(
            aggregate.iterations * (flows + 2),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('gives as much as was spent and not more than regeneration could', () => {
    const aggregate = aggregateOf(prepare('mop-bm-hunter-auto').run(1, 0, 20));
    // The pet of this profile regenerates 5 focus a second with 8.12 % haste, whether there is room for it or not.
    const own = rowsOf(aggregate, 'gain').find(({ name }) => name === 'pet.focus.regeneration');
    const perSecond = ((own?.sums[1] ?? 0) + (own?.sums[2] ?? 0)) / Number(aggregate.simulatedMs);
    expect(perSecond / (5 * (1 + 3452 / 42_500))).toBeCloseTo(1, 3);
  });

  it('has no aura up longer than the fights, nor with fewer stacks than one while it is', () => {
    fc.assert(
      fc.property(aggregates, (aggregate) => {
        const rows = [...rowsOf(aggregate, 'buff'), ...rowsOf(aggregate, 'debuff')];
        expect(rows.length).toBeGreaterThan(3);
        for (const { sums } of rows) {
          const [up = 0, stacks = 0, applications = 0, refreshes = 0] = sums;
          expect(up).toBeLessThanOrEqual(Number(aggregate.simulatedMs));
          expect(stacks).toBeGreaterThanOrEqual(up);
          expect(refreshes).toBeLessThan(applications);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('has cooldowns idle for no longer than the fights less the uses allow', () => {
    const aggregate = aggregateOf(prepare('mop-bm-hunter').run(5, 0, 20));
    const row = rowsOf(aggregate, 'cooldown').find(({ name }) => name === 'player.kill_command');
    const [uses = 0, idle = 0] = row?.sums ?? [];
    // 6 s from each use, the last of which may outlast the fight.
    expect(idle + uses * 6000).toBeGreaterThanOrEqual(Number(aggregate.simulatedMs));
    expect(idle + (uses - 20) * 6000).toBeLessThanOrEqual(Number(aggregate.simulatedMs));
  });

  it('has a timeline that adds up to all damage, a span for each second of the fight', () => {
    for (const aggregate of [aggregateOf(prepare('mop-bm-hunter').run(5, 0, 20)), aggregateOf(varied.run(5, 0, 20))]) {
      const [timeline] = rowsOf(aggregate, 'damage');
      const damage = aggregate.sources.reduce((total, source) => total + Number(source.damage), 0);
      expect(timeline?.sums.reduce((a, b) => a + b, 0)).toBe(damage);
    }
    expect(rowsOf(aggregateOf(prepare('mop-bm-hunter').run(5, 0, 20)), 'damage')[0]?.sums.length).toBe(300);
  });

  it('widens the spans of long fights rather than having more of them', () => {
    const long = prepare('mop-bm-hunter-auto', (text) => text.replace('max_time=300', 'max_time=1500'));
    const [timeline] = rowsOf(aggregateOf(long.run(1, 0, 1)), 'damage');
    expect(timeline?.name).toBe('4000');
    expect(timeline?.sums.length).toBe(375);
    expect(timeline?.sums.length).toBeLessThanOrEqual(MAX_SPANS);
  });

  it('knows when fights ended where their lengths vary, and only there', () => {
    const aggregate = aggregateOf(varied.run(5, 0, 50));
    const [[ends], [rest]] = [rowsOf(aggregate, 'ends'), rowsOf(aggregate, 'ends_ms')];
    expect(summed([...(ends === undefined ? [] : [ends])], 0)).toBe(0);
    expect(ends?.sums.reduce((a, b) => a + b, 0)).toBe(50);
    const whole = ends?.sums.reduce((total, count, span) => total + count * span * 1000, 0) ?? 0;
    expect(whole + (rest?.sums.reduce((a, b) => a + b, 0) ?? 0)).toBe(Number(aggregate.simulatedMs));
    expect(rowsOf(aggregateOf(prepare('mop-bm-hunter').run(5, 0, 5)), 'ends')).toEqual([]);
  });

  it('says whose damage each source is', () => {
    const { sources } = aggregateOf(prepare('mop-bm-hunter').run(5, 0, 5));
    const actorOf = (source: string) => sources.find(({ name }) => name === source)?.actor;
    expect(['auto_shot', 'pet_bite', 'kill_command', 'stampede_1', 'pet_stormlash', 'stormlash'].map(actorOf)).toEqual([
      'player',
      'pet',
      'pet',
      'stampede_1',
      'pet',
      'player',
    ]);
  });

  it('counts what is used once, whoever looks', () => {
    const { sources, tallies } = aggregateOf(prepare('mop-bm-hunter').run(5, 0, 20));
    const executes = sources.find(({ name }) => name === 'arcane_shot')?.executes;
    expect(Number(tallies.find(({ name }) => name === 'use.player.arcane_shot')?.sums[0])).toBe(executes);
    expect(Number(tallies.find(({ name }) => name === 'spend.player.focus.arcane_shot')?.sums[0])).toBe(executes);
  });
});

import { type Aggregate, decodeAggregate, summarizeAggregate } from '@wowlab/statistics';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { petFamilies } from '../mop/hunter/data/pet-families.ts';
import { raidFacts } from '../mop/raid-facts.ts';
import { armorConstant } from '../mop/rules.ts';
import { prepared, type ProfileLines, randomActions, randomLines, runs } from './random-profile.test-support.ts';

const simulate = (lines: ProfileLines, actions: readonly string[], count: number): Aggregate => {
  const decoded = decodeAggregate(prepared(lines, actions).run(11, 0, count));
  if (decoded.kind !== 'ok') throw new Error(decoded.problem);
  return decoded.aggregate;
};

const damageOf = (aggregate: Aggregate): ReadonlyMap<string, number> =>
  new Map(aggregate.sources.map(({ name, damage }) => [name, Number(damage)]));

const landed = (aggregate: Aggregate, source: string): number => {
  const found = aggregate.sources.find(({ name }) => name === source);
  return found === undefined ? 0 : found.hits + found.crits + found.glances + found.ticks + found.critTicks;
};

/** Nothing in it comes with the pull alone or after minutes: no cooldowns, no health thresholds, no help from others. */
const steady: ProfileLines = {
  optimal_raid: '0',
  'override.bloodlust': '0',
  execute_pct: '0',
  vary_combat_length: '0',
  pet_uptime: '1',
};
const steadyLists: readonly (readonly string[])[] = [
  ['actions=auto_shot'],
  ['actions=arcane_shot,if=focus>=60', 'actions+=/cobra_shot', 'actions+=/steady_shot'],
  ['actions=serpent_sting,if=!dot.serpent_sting.ticking', 'actions+=/arcane_shot,if=focus>=40', 'actions+=/cobra_shot', 'actions+=/steady_shot'],
  ['actions=kill_command', 'actions+=/chimera_shot', 'actions+=/glaive_toss', 'actions+=/arcane_shot,if=focus>=70', 'actions+=/cobra_shot', 'actions+=/steady_shot'],
]; // prettier-ignore

describe('the damage of any character', () => {
  it('per second is within 1 % the same in a fight twice as long, for a steady list', () => {
    fc.assert(
      fc.property(
        randomLines,
        fc.constantFrom(...steadyLists),
        fc.integer({ min: 600, max: 800 }),
        (random, actions, seconds) => {
          const lines = { ...random, ...steady, talents: '000001', total_agility: '20000' };
          const dps = (length: number, count: number): number =>
            summarizeAggregate(simulate({ ...lines, max_time: String(length) }, actions, count)).dps.mean;
          const [short, long] = [dps(seconds, 60), dps(2 * seconds, 30)];
          expect(Math.abs(long / short - 1)).toBeLessThan(0.01);
        },
      ),
      runs(8),
    );
  });

  it('grows with a flat factor exactly as the factor does, source by source', () => {
    // Armor leaves K / (armor + K) of physical damage and touches nothing else: not even one decision.
    const constant = armorConstant(90);
    const schools = { auto_shot: 'physical', cobra_shot: 'magic', serpent_sting: 'magic' } as const;
    /** A share of hits of either kind. */
    const mixed = { piercing_shots: true };
    fc.assert(
      fc.property(
        randomLines,
        randomActions,
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (random, actions, one, other) => {
          const raid = { optimal_raid: '0', 'override.bloodlust': '0', total_agility: '30000' };
          const at = (armor: number): Aggregate =>
            simulate({ ...random, ...raid, target_armor: String(armor) }, actions, 2);
          const [before, after] = [at(one), at(other)];
          // Some pets weaken armor themselves.
          const brings = petFamilies.get(random['summon_pet'] ?? '')?.brings;
          const left = brings === 'weakened_armor' ? raidFacts.weakenedArmor : 1;
          const factor = (left * one + constant) / (left * other + constant);
          expect([...damageOf(after).keys()]).toEqual([...damageOf(before).keys()]);
          for (const [name, damage] of damageOf(before)) {
            const now = damageOf(after).get(name) ?? 0;
            // Each hit is rounded to a whole number, before and after; what bleeds from hits inherits their rounding.
            const slack = landed(before, name) * (1 + factor) + 1e-9 * damage;
            const [low, high] = [Math.min(1, factor) * damage - slack, Math.max(1, factor) * damage + slack];
            const isPhysical = Math.abs(now - damage * factor) <= slack;
            const isMagic = now === damage;
            const isMixed = name in mixed && now >= low && now <= high;
            expect({ name, now, damage, kept: isPhysical || isMagic || isMixed }).toMatchObject({ kept: true });
            const school = (schools as Readonly<Record<string, string>>)[name];
            if (school !== undefined)
              expect([name, school === 'physical' ? isPhysical : isMagic]).toEqual([name, true]);
          }
        },
      ),
      runs(60),
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  type AttackRoll,
  type Defence,
  outcome,
  rollCrit,
  rollMissAndCrit,
  rollSpecial,
  rollSwing,
} from './attack-table.ts';
import { Combatant } from './combatant.ts';
import { Fight } from './fight.ts';

const boss: Defence = { miss: 0.075, dodge: 0.075, glance: 0.24, glanceFactor: 0.75, critSuppression: 0.03 };
const ROLLS = 40_000;

const shares = (roll: AttackRoll, hitChance: number, expertise: number): number[] => {
  const fight = new Fight(1000);
  const stats = { attackPower: 0, rangedAttackPower: 0, critChance: 0.33, hitChance, expertise, ratingHaste: 1 };
  const attacker = new Combatant(fight, 'player', stats, []);
  fight.random.start(3, 0);
  const counts = Array.from({ length: 6 }, () => 0);
  for (let index = 0; index < ROLLS; index += 1) {
    const result = roll(attacker, boss, fight.random, 0);
    counts[result] = (counts[result] ?? 0) + 1;
  }
  return counts.map((count) => count / ROLLS);
};

const near = (actual: number | undefined, expected: number): void => {
  expect(Math.abs((actual ?? -1) - expected)).toBeLessThan(0.01);
};

describe('the attack tables', () => {
  it('give a capped white swing glancing blows and one-roll crits', () => {
    const of = shares(rollSwing, 0.075, 0.075);
    expect(of[outcome.miss]).toBe(0);
    expect(of[outcome.dodge]).toBe(0);
    near(of[outcome.glance], 0.24);
    near(of[outcome.crit], 0.3);
    near(of[outcome.hit], 0.46);
  });

  it('roll crits of specials only among what landed', () => {
    const of = shares(rollSpecial, 0.025, 0.05);
    near(of[outcome.miss], 0.05);
    near(of[outcome.dodge], 0.025);
    near(of[outcome.crit], 0.925 * 0.3);
    expect(of[outcome.glance]).toBe(0);
  });

  it('never let hit or expertise beyond the cap do more', () => {
    expect(shares(rollSpecial, 0.5, 0.5)).toEqual(shares(rollSpecial, 0.075, 0.075));
  });

  it('let ticks be missed but not dodged, and applications not at all', () => {
    const ticks = shares(rollMissAndCrit, 0, 0);
    near(ticks[outcome.miss], 0.075);
    expect(ticks[outcome.dodge]).toBe(0);
    const always = shares(rollCrit, 0, 0);
    expect(always[outcome.miss]).toBe(0);
    near(always[outcome.crit], 0.3);
  });
});

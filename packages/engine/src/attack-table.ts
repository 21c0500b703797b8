import type { Combatant } from './combatant.ts';
import type { RandomStream } from './random-stream.ts';

/** What became of an attack. Plain numbers: outcomes are counted in typed arrays. */
export const outcome = Object.freeze({ miss: 0, dodge: 1, parry: 2, glance: 3, hit: 4, crit: 5 });
export type Outcome = (typeof outcome)[keyof typeof outcome];

/** Chances of one target against an attacker without hit or expertise, as fractions. */
export interface Defence {
  readonly miss: number;
  readonly dodge: number;
  readonly glance: number;
  /** Damage factor of a glancing blow. */
  readonly glanceFactor: number;
  readonly critSuppression: number;
}

/** How an attack is rolled. */
export type AttackRoll = (attacker: Combatant, defence: Defence, random: RandomStream, bonusCrit: number) => Outcome;

const atLeastZero = (chance: number): number => (chance > 0 ? chance : 0);

/** A white swing: one roll decides between miss, dodge, glance, crit and hit, in this order. */
export const rollSwing: AttackRoll = (attacker, defence, random, bonusCrit) => {
  const roll = random.next();
  let edge = atLeastZero(defence.miss - attacker.hitChance);
  if (roll < edge) return outcome.miss;
  edge += atLeastZero(defence.dodge - attacker.expertise);
  if (roll < edge) return outcome.dodge;
  edge += defence.glance;
  if (roll < edge) return outcome.glance;
  edge += attacker.critChance + bonusCrit - defence.critSuppression;
  return roll < edge ? outcome.crit : outcome.hit;
};

/** A special or ranged attack: a first roll for miss and dodge, a second one for crit. */
export const rollSpecial: AttackRoll = (attacker, defence, random, bonusCrit) => {
  const roll = random.next();
  let edge = atLeastZero(defence.miss - attacker.hitChance);
  if (roll < edge) return outcome.miss;
  edge += atLeastZero(defence.dodge - attacker.expertise);
  if (roll < edge) return outcome.dodge;
  return rollCrit(attacker, defence, random, bonusCrit);
};

/** Can be missed, can not be dodged, such as a physical tick that rolls for itself. */
export const rollMissAndCrit: AttackRoll = (attacker, defence, random, bonusCrit) => {
  const miss = defence.miss - attacker.hitChance;
  if (miss > 0 && random.next() < miss) return outcome.miss;
  return rollCrit(attacker, defence, random, bonusCrit);
};

/** Always lands. */
export const rollCrit: AttackRoll = (attacker, defence, random, bonusCrit) =>
  random.next() < attacker.critChance + bonusCrit - defence.critSuppression ? outcome.crit : outcome.hit;

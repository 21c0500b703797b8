import { type AttackRoll, type Combatant, type Defence, outcome, type RandomStream, rollCrit } from '@wowlab/engine';

/** Spells are missed twice as often as swings. Source: wowsims/mop sim/core/target.go `NewAttackTable`. */
const SPELL_MISS = 2;

/** Hit and expertise both count for spells. Source: sim/core/base_stats.go, expertise as spell hit. */
const isMissed = (attacker: Combatant, defence: Defence, random: RandomStream): boolean => {
  const miss = SPELL_MISS * defence.miss - attacker.hitChance - attacker.expertise;
  return miss > 0 && random.next() < miss;
};

/** A spell that can be missed and is never critical. */
export const rollSpell: AttackRoll = (attacker, defence, random) =>
  isMissed(attacker, defence, random) ? outcome.miss : outcome.hit;

/** A spell that can be missed, and be critical. */
export const rollSpellAndCrit: AttackRoll = (attacker, defence, random, bonusCrit) =>
  isMissed(attacker, defence, random) ? outcome.miss : rollCrit(attacker, defence, random, bonusCrit);

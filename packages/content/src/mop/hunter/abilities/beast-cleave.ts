import { DamageSource, outcome, rollCrit, type Target } from '@wowlab/engine';
import { petFacts } from '../data/pet-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/**
 * Beast Cleave: after a Multi-Shot each swing and basic attack of a beast master's pet is copied to all other enemies. The
 * copy starts from the damage before armor, with whatever else acted on the hit in it, meets the armor of whom it hits, and
 * can neither miss nor be critical by itself.
 */
export const addBeastCleave = (hunter: Hunter): void => {
  const { pet, enemies } = hunter;
  if (pet === null || !enemies.isSeveral) return;
  const { durationMs, share } = petFacts.beastCleave;
  const source = new DamageSource({
    row: hunter.recorder.addSource('beast_cleave'),
    attacker: pet.combatant,
    enemies,
    recorder: hunter.recorder,
    school: 'physical',
    isRanged: false,
    roll: rollCrit,
    factor: 1,
    multipliers: [],
    critFactor: spellFacts.critFactor,
    travelMs: 0,
  });
  const aura = hunter.addAura({ name: 'beast_cleave', durationMs });
  pet.onMelee = (result, damage, victim) => {
    if (!aura.isUp || result < outcome.glance || enemies.count < 2) return;
    const copied = (damage / victim.armorFactor) * share;
    for (let index = 0; index < enemies.count; index += 1) {
      const target = enemies.active[index] as Target;
      if (target !== victim) source.copy(copied * target.armorFactor, target);
    }
  };
  const multiShot = hunter.abilities.get('multi_shot');
  const before = hunter.actor.onCast;
  hunter.actor.onCast = (ability) => {
    before(ability);
    if (ability === multiShot && pet.isPresent) aura.apply();
  };
};

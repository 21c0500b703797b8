import type { Combatant, CombatStats } from '@wowlab/engine';
import { mopRules } from '../../rules.ts';
import { petFacts } from '../data/pet-facts.ts';
import type { Hunter } from '../hunter.ts';

const PCT = 100;

/**
 * What a pet has from its owner: the owner's ranged attack power, crit and haste, and half of hit and expertise rating
 * together as each of the two. Source: wowsims/mop sim/hunter/pet.go `makeStatInheritance`, sim/core/pet.go.
 */
export const inheritedStats = (hunter: Hunter): CombatStats => {
  const { inputs, player } = hunter;
  const halfRating = (inputs.hitRating + inputs.expertiseRating) / 2;
  return {
    attackPower: player.rangedAttackPower,
    rangedAttackPower: player.rangedAttackPower,
    critChance: player.critChance,
    hitChance: halfRating / mopRules.hitRatingPerPct / PCT,
    expertise: halfRating / mopRules.expertiseRatingPerPct / PCT,
    ratingHaste: player.ratingHaste,
  };
};

/** Factor of Spiked Collar on crit. */
export const collarCrit = (hunter: Hunter): number =>
  hunter.inputs.petSpec === 'ferocity' ? petFacts.spikedCollar.critChance : 1;

/** With the crit of Spiked Collar, which ferocious pets have. */
export const petStats = (hunter: Hunter): CombatStats => {
  const inherited = inheritedStats(hunter);
  return { ...inherited, critChance: inherited.critChance * collarCrit(hunter) };
};

/** What of it changes during a fight, as it is now. @param critFactor of Spiked Collar; 1 for guardians. */
export const inherit = ({ player }: Hunter, combatant: Combatant, critFactor: number): void => {
  combatant.attackPower = player.rangedAttackPower;
  combatant.rangedAttackPower = player.rangedAttackPower;
  combatant.critChance = player.critChance * critFactor;
  combatant.ratingHaste = player.ratingHaste;
};

import { Ability, Aura, outcome } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { rollSpell } from '../../roll-spell.ts';
import type { PetSpecial } from '../data/pet-families.ts';
import type { HunterPet } from './hunter-pet.ts';

/** What a pet family has besides its basic attack. It takes a moment to turn from one to the other. */
export const addSpecialAbility = (pet: HunterPet, special: PetSpecial): Ability => {
  const { hunter } = pet;
  const { fight, inputs } = hunter;
  const target = hunter.enemies.main;
  // What the raid brings all fight can not be brought twice.
  const debuff = special.debuff === null || inputs.debuffs.has(special.debuff) ? null : special.debuff;
  const aura = new Aura(fight, {
    name: special.name,
    durationMs: special.durationMs,
    onStacks: (_, stacks) => {
      const isUp = stacks > 0;
      if (debuff === 'physical_vulnerability') target.physicalTaken.value = isUp ? raidFacts.physicalVulnerability : 1;
      if (debuff === 'magic_vulnerability') target.magicTaken.value = isUp ? raidFacts.magicVulnerability : 1;
    },
  });
  return new Ability({
    name: special.name,
    actor: pet.actor,
    gcdMs: inputs.reactionMs,
    cooldownMs: special.cooldownMs,
    perform: () => {
      if (rollSpell(pet.combatant, target.defence, fight.random, 0) >= outcome.glance) aura.apply();
    },
  });
};

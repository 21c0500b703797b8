import { petFacts } from '../data/pet-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/** Bestial Wrath: more damage by hunter and pets, and a hit of each pet at once. */
export const addBestialWrath = (hunter: RetailHunter): void => {
  const { pets, inputs } = hunter;
  if (pets === null) return;
  const { cooldownMs, durationMs, damage } = spellFacts.bestialWrath;
  const { the_beast_within: within, scent_of_blood: scent } = talentFacts;
  const aura = hunter.addAura({
    name: 'bestial_wrath',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.bestialWrath.value = stacks > 0 ? damage : 1;
      pets.setBestialWrath(stacks > 0 ? petFacts.bestialWrath.damage : 1);
    },
  });
  hunter.addAbility({
    name: 'bestial_wrath',
    cooldownMs: cooldownMs + inputs.rank('the_beast_within') * within.cooldownMs,
    perform: () => {
      aura.apply();
      pets.bestialWrath();
      if (inputs.rank('scent_of_blood') > 0) hunter.abilities.get('barbed_shot')?.cooldown?.restore(scent.charges);
      if (inputs.rank('bloodshed') > 0) for (const pet of pets.all) pet.bloodshed.apply();
    },
    beforePull: (sinceMs) => aura.applyLate(sinceMs),
  });
};

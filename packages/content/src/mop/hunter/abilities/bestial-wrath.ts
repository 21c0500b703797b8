import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Bestial Wrath: more damage by hunter and pet, abilities at half cost. Four pieces of tier 14 make it last longer. */
export const addBestialWrath = (hunter: Hunter): void => {
  const { pet, inputs } = hunter;
  if (pet === null) return;
  const facts = spellFacts.bestialWrath;
  const aura = hunter.addAura({
    name: 'bestial_wrath',
    durationMs: inputs.setPieces('tier14') >= 4 ? facts.tier14DurationMs : facts.durationMs,
    onStacks: (_, stacks) => {
      const isUp = stacks > 0;
      hunter.bestialWrathDamage.value = isUp ? facts.playerDamage : 1;
      pet.bestialWrathDamage.value = isUp ? facts.petDamage : 1;
      hunter.costs.value = isUp ? facts.costFactor : 1;
    },
  });
  hunter.addAbility({
    name: 'bestial_wrath',
    cooldownMs: facts.cooldownMs,
    gcdMs: 0,
    needsTarget: false,
    perform: () => aura.apply(),
    beforePull: () => aura.apply(),
  });
};

import { petFacts } from '../data/pet-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Rabid: a ferocious pet swings faster. */
export const addRabid = (hunter: Hunter): void => {
  const { pet } = hunter;
  if (pet === null || !pet.isFerocious) return;
  const { cooldownMs, durationMs, meleeSpeed } = petFacts.rabid;
  const aura = hunter.addAura({
    name: 'rabid',
    durationMs,
    onStacks: (_, stacks) => {
      pet.rabid.value = stacks > 0 ? meleeSpeed : 1;
      pet.refreshSpeed();
    },
  });
  hunter.addAbility({
    name: 'rabid',
    cooldownMs,
    gcdMs: 0,
    needsTarget: false,
    isUsable: () => pet.isPresent,
    perform: () => aura.apply(),
    beforePull: () => aura.apply(),
  });
};

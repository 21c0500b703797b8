import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Aspect of the Hawk: more ranged attack power for the rest of the fight. */
export const addAspectOfTheHawk = (hunter: Hunter): void => {
  const aura = hunter.addAura({
    name: 'aspect_of_the_hawk',
    durationMs: null,
    onStacks: (_, stacks) => {
      hunter.aspectOfTheHawk.value = stacks > 0 ? spellFacts.aspectOfTheHawk.rangedAttackPower : 1;
      hunter.refreshAttackPower();
    },
  });
  hunter.addAbility({
    name: 'aspect_of_the_hawk',
    gcdMs: 0,
    needsTarget: false,
    isUsable: () => !aura.isUp,
    perform: () => aura.apply(),
    beforePull: () => aura.apply(),
  });
};

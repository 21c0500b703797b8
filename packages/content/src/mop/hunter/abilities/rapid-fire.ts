import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Rapid Fire: ranged haste, which is attack speed, cast speed of shots, and regeneration. */
export const addRapidFire = (hunter: Hunter): void => {
  const { cooldownMs, durationMs, haste } = spellFacts.rapidFire;
  const aura = hunter.addAura({
    name: 'rapid_fire',
    durationMs,
    onStacks: (_, stacks) => {
      hunter.rapidFire.value = stacks > 0 ? haste : 1;
      hunter.refreshHaste();
    },
  });
  hunter.addAbility({
    name: 'rapid_fire',
    cooldownMs,
    gcdMs: 0,
    perform: () => aura.apply(),
    beforePull: () => aura.apply(),
  });
};

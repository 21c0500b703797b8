import { spellFacts } from '../data/spell-facts.ts';
import type { RetailHunter } from '../hunter.ts';

/** Wild Thrash: the pets strike all around them. */
export const addWildThrash = (hunter: RetailHunter): void => {
  const { pets, inputs } = hunter;
  if (pets === null || inputs.rank('wild_thrash') === 0) return;
  const { cost, cooldownMs } = spellFacts.wildThrash;
  hunter.addAbility({ name: 'wild_thrash', cost, cooldownMs, perform: () => pets.wildThrash() });
};

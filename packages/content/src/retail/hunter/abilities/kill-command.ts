import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/** Kill Command: the hunter pays, the pets hit. */
export const addKillCommand = (hunter: RetailHunter): void => {
  const { pets, inputs } = hunter;
  if (pets === null) return;
  const { cost, cooldownMs } = spellFacts.killCommand;
  hunter.addAbility({
    name: 'kill_command',
    cost,
    cooldownMs,
    charges: 1 + inputs.rank('alpha_predator') * talentFacts.alpha_predator.charges,
    hastedCooldown: true,
    perform: () => pets.killCommand(),
  });
};

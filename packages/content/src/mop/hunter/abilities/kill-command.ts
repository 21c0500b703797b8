import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Kill Command: the hunter pays, the pet hits; one that has left hits without power, as in the reference. */
export const addKillCommand = (hunter: Hunter): void => {
  const { pet } = hunter;
  if (pet === null) return;
  const { cost, cooldownMs, rangedAttackPower, flat } = spellFacts.killCommand;
  hunter.addAbility({
    name: 'kill_command',
    cost,
    cooldownMs,
    perform: () => pet.killCommand.launch(pet.combatant.rangedAttackPower * rangedAttackPower + flat),
  });
};

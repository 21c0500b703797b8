import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Kill Command: the hunter pays, the pet hits. */
export const addKillCommand = (hunter: Hunter): void => {
  const { pet } = hunter;
  if (pet === null) return;
  const { cost, cooldownMs, rangedAttackPower, flat } = spellFacts.killCommand;
  hunter.addAbility({
    name: 'kill_command',
    cost,
    cooldownMs,
    isUsable: () => pet.isPresent,
    perform: () => pet.killCommand.launch(pet.combatant.rangedAttackPower * rangedAttackPower + flat),
  });
};

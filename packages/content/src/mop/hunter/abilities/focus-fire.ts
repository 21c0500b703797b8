import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Focus Fire turns the pet's Frenzy into ranged haste for the hunter and focus for the pet. */
export const addFocusFire = (hunter: Hunter): void => {
  const { pet } = hunter;
  if (pet === null) return;
  const { durationMs, hastePerStack, petFocusPerStack } = spellFacts.focusFire;
  const gained = pet.focus.gainRow('focus_fire');
  const aura = hunter.addAura({
    name: 'focus_fire',
    durationMs,
    onStacks: (_, stacks) => {
      if (stacks === 0) {
        hunter.focusFire.value = 1;
      } else {
        const frenzy = pet.frenzy.stacks;
        pet.frenzy.drop();
        pet.focus.gain(petFocusPerStack * frenzy, gained);
        hunter.focusFire.value = 1 + hastePerStack * frenzy;
      }
      hunter.refreshHaste();
    },
  });
  hunter.addAbility({
    name: 'focus_fire',
    isUsable: () => pet.frenzy.isUp && !aura.isUp,
    perform: () => aura.apply(),
  });
};

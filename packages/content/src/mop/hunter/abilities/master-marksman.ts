import type { Aura } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Master Marksman: every third success of a chance per Steady Shot makes the next Aimed Shot free and instant. */
export const addMasterMarksman = (hunter: Hunter): { readonly freeShot: Aura; readonly onSteadyShot: () => void } => {
  const { chance, maxStacks, durationMs, freeShotMs } = spellFacts.masterMarksman;
  const counter = hunter.addAura({ name: 'master_marksman', durationMs, maxStacks });
  const freeShot = hunter.addAura({ name: 'master_marksman_fire', durationMs: freeShotMs });
  return {
    freeShot,
    onSteadyShot: () => {
      if (hunter.fight.random.next() >= chance) return;
      if (counter.stacks === maxStacks) {
        counter.drop();
        freeShot.apply();
      } else if (counter.isUp) {
        // A further stack does not lengthen it.
        counter.setStacks(counter.stacks + 1);
      } else {
        counter.apply();
      }
    },
  };
};

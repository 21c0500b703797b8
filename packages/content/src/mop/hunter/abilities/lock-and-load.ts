import { type Aura, Cooldown } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/**
 * Lock and Load: a tick of Black Arrow can make the next two Explosive Shots free and ready at once. More often with four
 * pieces of tier 14.
 *
 * @returns the effect, and what each tick does.
 */
export const addLockAndLoad = (hunter: Hunter): { readonly lockAndLoad: Aura; readonly onTick: () => void } => {
  const facts = spellFacts.lockAndLoad;
  const { fight } = hunter;
  const chance = hunter.inputs.setPieces('tier14') >= 4 ? facts.tier14Chance : facts.chance;
  const between = new Cooldown(fight, facts.betweenMs);
  const lockAndLoad = hunter.addAura({
    name: 'lock_and_load',
    durationMs: facts.durationMs,
    maxStacks: facts.stacks,
    onStacks: (before, after) => {
      const shot = hunter.explosiveShot;
      if (shot === null || (before > 0 && after > 0)) return;
      shot.costReduction += after > 0 ? spellFacts.explosiveShot.cost : -spellFacts.explosiveShot.cost;
    },
  });
  return {
    lockAndLoad,
    onTick: () => {
      if (!between.isReady || fight.random.next() >= chance) return;
      between.start();
      lockAndLoad.apply(facts.stacks);
      hunter.explosiveShot?.cooldown?.clear();
    },
  };
};

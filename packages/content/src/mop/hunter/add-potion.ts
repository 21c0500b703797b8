import { mopPotions } from '../effects/mop-consumables.ts';
import type { Hunter } from './hunter.ts';

/** A second one needs to leave the fight. Source: wowsims/mop sim/core/consumes.go `makePotionActivationSpellInternal`. */
const COOLDOWN_MS = 3_600_000;
/** One that was drunk before the fight counts from then. */
const COOLDOWN_BEFORE_MS = 60_000;

/** The potion that is stated, for `potion` actions. */
export const addPotion = (hunter: Hunter): void => {
  const { potion } = hunter.inputs;
  const known = potion === null ? undefined : mopPotions.get(potion);
  if (potion === null || known === undefined) return;
  const aura = hunter.addAura({
    name: potion,
    durationMs: known.durationMs,
    onStacks: (before, after) => hunter.stats.add(known.stat, (after - before) * known.amount),
  });
  hunter.auras.set('potion', aura);
  const ability = hunter.addAbility({
    name: 'potion',
    gcdMs: 0,
    cooldownMs: COOLDOWN_MS,
    perform: () => aura.apply(),
    beforePull: (sinceMs) => {
      aura.applyLate(sinceMs);
      ability.cooldown?.startFor(Math.max(0, COOLDOWN_BEFORE_MS - sinceMs));
    },
  });
};

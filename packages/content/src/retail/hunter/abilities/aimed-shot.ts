import { type Ability, type Aura, eventPriority, Multiplier } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';
import type { PreciseShots } from './precise-shots.ts';

export interface AimedShot {
  /** Recovers faster during Trueshot. */
  readonly recovery: Multiplier;
  readonly lockAndLoad: Aura;
}

/**
 * Aimed Shot: its cast, charges, cost, and what it sets off. Its damage is left out, since no coefficient of 12.0 is
 * published in the data that were read; the report says so.
 */
export const addAimedShot = (hunter: RetailHunter, precise: PreciseShots): AimedShot => {
  const { fight, inputs, recorder } = hunter;
  const { cost, castMs, charges, rechargeMs } = spellFacts.aimedShot;
  const row = recorder.addSource('aimed_shot');
  const recovery = new Multiplier(fight, 'aimedShot.recovery');
  const lockAndLoad = hunter.addAura({
    name: 'lock_and_load',
    durationMs: spellFacts.lockAndLoad.durationMs,
    onStacks: (_, stacks) => {
      ability.costReduction = stacks > 0 ? cost : 0;
      if (stacks > 0) ability.cooldown?.restore(1);
    },
  });
  const isDrawn = (): boolean => inputs.rank('tensile_bowstring') > 0 && hunter.auras.get('trueshot')?.isUp === true;
  const costs = new Multiplier(fight, 'aimedShot.cost');
  // A shot that was free when its cast began spends what made it so.
  let isFree = false;
  const arrival = fight.timer(eventPriority.effect, () => hunter.auras.get('spotters_mark')?.drop());
  const travelMs = hunter.travelMs(spellFacts.arcaneShot.missileSpeed);
  const ability: Ability = hunter.addAbility({
    name: 'aimed_shot',
    cost,
    costMultiplier: costs,
    charges,
    cooldownMs: rechargeMs,
    hastedCooldown: true,
    recovery,
    castMs: () => {
      if (lockAndLoad.isUp) return 0;
      return Math.round((castMs * (isDrawn() ? talentFacts.tensile_bowstring.castFactor : 1)) / hunter.haste());
    },
    isUsable: () => {
      costs.value = isDrawn() ? talentFacts.tensile_bowstring.costFactor : 1;
      return true;
    },
    onStart: () => {
      isFree = lockAndLoad.isUp;
    },
    perform: () => {
      recorder.execute(row);
      precise.aura.apply();
      if (isFree) lockAndLoad.drop();
      fight.queue.schedule(arrival, fight.now + travelMs);
    },
  });
  return { recovery, lockAndLoad };
};

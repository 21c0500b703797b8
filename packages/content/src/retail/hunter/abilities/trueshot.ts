import type { Multiplier } from '@wowlab/engine';
import { retailRules } from '../../rules.ts';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/** Trueshot: more and stronger critical hits, and Aimed Shot and Rapid Fire come back faster. */
export const addTrueshot = (hunter: RetailHunter, aimedShot: Multiplier, rapidFire: Multiplier): void => {
  const { inputs, player } = hunter;
  if (inputs.rank('trueshot') === 0) return;
  const { cooldownMs, durationMs, critChance, critBonus, aimedShotRate, rapidFireRate } = spellFacts.trueshot;
  // The factor acts on the bonus of a critical hit alone.
  const critFactor = (1 + (retailRules.critFactor - 1) * critBonus) / retailRules.critFactor;
  const aura = hunter.addAura({
    name: 'trueshot',
    durationMs,
    onStacks: (before, stacks) => {
      if (before > 0 && stacks > 0) return;
      player.critChance += stacks > 0 ? critChance : -critChance;
      player.critDamage.value = stacks > 0 ? critFactor : 1;
      aimedShot.value = stacks > 0 ? aimedShotRate : 1;
      rapidFire.value = stacks > 0 ? rapidFireRate : 1;
      hunter.refreshHaste();
    },
  });
  hunter.addAbility({
    name: 'trueshot',
    cooldownMs: cooldownMs + inputs.rank('calling_the_shots') * talentFacts.calling_the_shots.cooldownMs,
    perform: () => {
      aura.apply();
      if (inputs.rank('feathered_frenzy') > 0) hunter.auras.get('spotters_mark')?.apply();
    },
  });
};

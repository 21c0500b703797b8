import { Multiplier, outcome } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Multi-Shot, on the one target there is. A marksman's crits make the next ones cheaper and stronger: Bombardment. */
export const addMultiShot = (hunter: Hunter): void => {
  const { cost, factor } = spellFacts.multiShot;
  const { durationMs, damage, costReduction } = spellFacts.bombardment;
  const strength = new Multiplier(hunter.fight, 'bombardment');
  const shot = hunter.addShot({
    name: 'multi_shot',
    school: 'physical',
    factor,
    multipliers: [strength],
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: 1,
    onArrival: (result) => {
      if (hunter.isMarksman && result === outcome.crit) bombardment.apply();
    },
  });
  const ability = hunter.addAbility({
    name: 'multi_shot',
    cost,
    perform: () => shot.launch(hunter.normalizedWeaponDamage()),
  });
  const bombardment = hunter.addAura({
    name: 'bombardment',
    durationMs,
    onStacks: (_, stacks) => {
      strength.value = stacks > 0 ? damage : 1;
      ability.costReduction += stacks > 0 ? costReduction : -costReduction;
    },
  });
};

import type { Target } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Multi-Shot hits all enemies with one roll of the weapon. A marksman's Bombardment never takes effect in the reference, and so not here. */
export const addMultiShot = (hunter: Hunter): void => {
  const { cost, factor } = spellFacts.multiShot;
  const shot = hunter.addShot({
    name: 'multi_shot',
    school: 'physical',
    factor,
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: 1,
    ...(hunter.isSurvivalist ? { onArrival: (_result, _damage, target) => spread(hunter, target) } : {}),
  });
  hunter.addAbility({ name: 'multi_shot', cost, perform: () => shot.launchAtAll(hunter.normalizedWeaponDamage()) });
};

/** Serpent Spread: whether the shot landed or not, its target is stung as by a cast of Serpent Sting. */
const spread = (hunter: Hunter, target: Target): void => {
  hunter.improvedSerpentSting?.(target);
  hunter.serpentSting?.[target.index]?.apply();
};

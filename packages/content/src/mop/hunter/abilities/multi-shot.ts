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
  });
  hunter.addAbility({ name: 'multi_shot', cost, perform: () => shot.launchAtAll(hunter.normalizedWeaponDamage()) });
};

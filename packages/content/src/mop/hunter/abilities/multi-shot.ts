import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Multi-Shot, on the one target there is. */
export const addMultiShot = (hunter: Hunter): void => {
  const { cost, factor } = spellFacts.multiShot;
  const shot = hunter.addShot({
    name: 'multi_shot',
    school: 'physical',
    factor,
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
  });
  hunter.addAbility({ name: 'multi_shot', cost, perform: () => shot.launch(hunter.normalizedWeaponDamage()) });
};

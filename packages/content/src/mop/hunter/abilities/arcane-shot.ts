import { petFacts } from '../data/pet-facts.ts';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Arcane Shot marks the target and can make the next basic attacks of a beast master's pet critical. */
export const addArcaneShot = (hunter: Hunter): void => {
  const { cost, factor, scale } = spellFacts.arcaneShot;
  const { cobraStrikes } = petFacts;
  const shot = hunter.addShot({
    name: 'arcane_shot',
    school: 'magic',
    factor,
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: 1,
    onArrival: () => {
      const { pet } = hunter;
      if (pet !== null && hunter.isBeastMaster && hunter.fight.random.next() < cobraStrikes.chance)
        pet.cobraStrikes.apply(cobraStrikes.stacks);
    },
  });
  hunter.addAbility({
    name: 'arcane_shot',
    cost,
    perform: () => {
      shot.launch(hunter.normalizedWeaponDamage() + spellFacts.classScale * scale);
      hunter.debuffs.get('hunters_mark')?.[hunter.target.index]?.apply();
    },
  });
};

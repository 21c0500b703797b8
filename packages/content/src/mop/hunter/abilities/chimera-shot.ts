import { type DamageSourceOptions, outcome } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Chimera Shot renews Serpent Sting when it arrives. */
export const addChimeraShot = (hunter: Hunter, onArrival: NonNullable<DamageSourceOptions['onArrival']>): void => {
  const { cost, cooldownMs, factor, scale, tier14 } = spellFacts.chimeraShot;
  const shot = hunter.addShot({
    name: 'chimera_shot',
    school: 'magic',
    factor: factor * (hunter.inputs.setPieces('tier14') >= 2 ? tier14 : 1),
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: 1,
    onArrival: (result, damage) => {
      const sting = hunter.serpentSting;
      if (result >= outcome.glance && sting !== null && sting.isTicking) sting.apply();
      onArrival(result, damage);
    },
  });
  hunter.addAbility({
    name: 'chimera_shot',
    cost,
    cooldownMs,
    perform: () => shot.launch(hunter.normalizedWeaponDamage() + spellFacts.classScale * scale),
  });
};

import { type OnArrival, outcome } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Chimera Shot renews Serpent Sting when it arrives. */
export const addChimeraShot = (hunter: Hunter, onArrival: OnArrival): void => {
  const { cost, cooldownMs, factor, scale, tier14 } = spellFacts.chimeraShot;
  const shot = hunter.addShot({
    name: 'chimera_shot',
    school: 'magic',
    factor: factor * (hunter.inputs.setPieces('tier14') >= 2 ? tier14 : 1),
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: 1,
    onArrival: (result, damage, target) => {
      const sting = hunter.serpentSting?.[target.index];
      if (result >= outcome.glance && sting !== undefined && sting.isTicking) sting.apply();
      onArrival(result, damage, target);
    },
  });
  hunter.addAbility({
    name: 'chimera_shot',
    cost,
    cooldownMs,
    perform: () => shot.launch(hunter.normalizedWeaponDamage() + spellFacts.classScale * scale),
  });
};

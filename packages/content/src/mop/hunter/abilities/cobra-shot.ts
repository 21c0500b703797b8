import { hitKind } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Cobra Shot gives focus when its cast ends, and renews Serpent Sting when it arrives. */
export const addCobraShot = (hunter: Hunter): void => {
  const { castMs, factor, focus } = spellFacts.cobraShot;
  const gained = hunter.focus.gainRow('cobra_shot');
  const shot = hunter.addShot({
    name: 'cobra_shot',
    school: 'magic',
    factor,
    missileSpeed: spellFacts.missileSpeed,
    kind: hitKind.rangedAbility,
    hitWeight: (raidFacts.stormlash.abilityWeight * castMs) / raidFacts.stormlash.abilityCastMs,
    onArrival: (_result, _damage, target) => {
      const sting = hunter.serpentSting?.[target.index];
      if (sting !== undefined && sting.isTicking) sting.apply();
    },
  });
  hunter.addAbility({
    name: 'cobra_shot',
    castMs: () => Math.round(castMs / hunter.player.rangedHaste()),
    perform: () => {
      hunter.focus.gain(focus, gained);
      shot.launch(hunter.normalizedWeaponDamage());
    },
  });
};

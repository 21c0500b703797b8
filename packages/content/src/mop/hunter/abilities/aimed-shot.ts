import type { Aura, DamageSource, OnArrival } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';
import { carefulAim } from './careful-aim.ts';

/** Aimed Shot: a long cast during which the automatic shot rests; free and at once after Master Marksman. */
export const addAimedShot = (hunter: Hunter, freeShot: Aura, onArrival: OnArrival): void => {
  const { cost, castMs, factor, min, spread } = spellFacts.aimedShot;
  const { abilityWeight, abilityCastMs } = raidFacts.stormlash;
  const damage = (): number => hunter.normalizedWeaponDamage() + min + spread * hunter.fight.random.next();
  const addForm = (name: string, hitWeight: number): DamageSource =>
    hunter.addShot({
      name,
      school: 'physical',
      factor,
      missileSpeed: spellFacts.missileSpeed,
      hitWeight,
      quiver: 1,
      onArrival,
    });
  const hastedMs = (): number => Math.round(castMs / hunter.player.rangedHaste());
  const shot = addForm('aimed_shot', (abilityWeight * castMs) / abilityCastMs);
  hunter.addAbility({
    name: 'aimed_shot',
    cost,
    castMs: hastedMs,
    isUsable: () => !freeShot.isUp,
    onStart: (endsAt) => hunter.autoShot.restartAt(endsAt),
    perform: () => {
      shot.bonusCrit = carefulAim(hunter);
      shot.launch(damage());
    },
    beforePull: (sinceMs) => {
      hunter.autoShot.restartAt(-sinceMs);
      shot.bonusCrit = carefulAim(hunter);
      shot.launchBefore(damage(), sinceMs);
    },
  });
  const freeForm = addForm('aimed_shot_mm', abilityWeight);
  hunter.addAbility({
    name: 'aimed_shot_mm',
    isUsable: () => freeShot.isUp,
    perform: () => {
      freeForm.bonusCrit = carefulAim(hunter);
      freeForm.launch(damage());
      freeShot.drop();
    },
  });
};

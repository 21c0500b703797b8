import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Powershot: a long cast during which the automatic shot rests. */
export const addPowershot = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('powershot')) return;
  const { cost, cooldownMs, castMs, factor } = spellFacts.powershot;
  const shot = hunter.addShot({
    name: 'powershot',
    school: 'physical',
    factor,
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: (raidFacts.stormlash.abilityWeight * castMs) / raidFacts.stormlash.abilityCastMs,
    quiver: 1,
  });
  const hastedMs = (): number => Math.round(castMs / hunter.player.rangedHaste());
  hunter.addAbility({
    name: 'powershot',
    cost,
    cooldownMs,
    castMs: hastedMs,
    onStart: (endsAt) => hunter.autoShot.restartAt(endsAt),
    perform: () => shot.launch(hunter.normalizedWeaponDamage()),
  });
};

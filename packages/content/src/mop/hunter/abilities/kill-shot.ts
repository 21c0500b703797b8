import { Cooldown } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Kill Shot, below 20 % health only, can follow itself once before its cooldown counts. */
export const addKillShot = (hunter: Hunter): void => {
  const { cooldownMs, factor, resetCooldownMs } = spellFacts.killShot;
  const shot = hunter.addShot({
    name: 'kill_shot',
    school: 'physical',
    factor,
    missileSpeed: spellFacts.missileSpeed,
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: 1,
  });
  const resetCooldown = new Cooldown(hunter.fight, resetCooldownMs);
  const ability = hunter.addAbility({
    name: 'kill_shot',
    cooldownMs,
    isUsable: () => hunter.target.inExecutePhase,
    perform: () => {
      shot.launch(hunter.normalizedWeaponDamage());
      if (!resetCooldown.isReady) return;
      resetCooldown.start();
      ability.cooldown?.clear();
    },
  });
};

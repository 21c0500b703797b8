import { hitKind } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { RetailHunter } from '../hunter.ts';

/** Steady Shot gives focus, and brings Aimed Shot back sooner. */
export const addSteadyShot = (hunter: RetailHunter): void => {
  const { castMs, missileSpeed, attackPower, focus, aimedShotMs } = spellFacts.steadyShot;
  const shot = hunter.addShot({ name: 'steady_shot', school: 'physical', missileSpeed, kind: hitKind.rangedAbility });
  const gained = hunter.focus.gainRow('steady_shot');
  hunter.addAbility({
    name: 'steady_shot',
    castMs: () => Math.round(castMs / hunter.haste()),
    perform: () => {
      hunter.focus.gain(focus, gained);
      shot.launch(hunter.player.rangedAttackPower * attackPower);
      hunter.abilities.get('aimed_shot')?.cooldown?.reduce(aimedShotMs);
    },
  });
};

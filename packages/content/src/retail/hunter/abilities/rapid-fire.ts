import { Channel, hitKind, Multiplier } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';
import { grantDeathblow } from './black-arrow.ts';
import type { PreciseShots } from './precise-shots.ts';

/** Rapid Fire: a channel of shots that give focus. @returns how fast it recovers, which Trueshot raises. */
export const addRapidFire = (hunter: RetailHunter, precise: PreciseShots): Multiplier => {
  const { fight, inputs, player } = hunter;
  const { cooldownMs, shots, periodMs, missileSpeed, attackPower, focusPerShot } = spellFacts.rapidFire;
  const { double_tap: doubleTap } = talentFacts;
  const shot = hunter.addShot({ name: 'rapid_fire', school: 'physical', missileSpeed, kind: hitKind.rangedAbility });
  const gained = hunter.focus.gainRow('rapid_fire');
  const recovery = new Multiplier(fight, 'rapidFire.recovery');
  const channel = new Channel({
    actor: hunter.actor,
    onTick: () => {
      shot.launch(player.rangedAttackPower * attackPower);
      hunter.focus.gain(focusPerShot, gained);
    },
    onEnd: () => hunter.auras.get('double_tap')?.drop(),
  });
  hunter.addAbility({
    name: 'rapid_fire',
    cooldownMs,
    recovery,
    perform: () => {
      const isDouble = hunter.auras.get('double_tap')?.isUp === true;
      // The shot at once does not count for how many more there are.
      const ticks = 1 + Math.round((shots - 1) * (isDouble ? 1 + doubleTap.shots : 1));
      channel.start(ticks, (periodMs * (isDouble ? doubleTap.tickTime : 1)) / hunter.haste());
      if (inputs.rank('no_scope') > 0) precise.aura.apply();
      if (inputs.rank('deathblow') > 0 && inputs.rank('soul_drinker') > 0) grantDeathblow(hunter);
    },
  });
  return recovery;
};

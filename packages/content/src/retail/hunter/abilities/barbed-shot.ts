import { DamageOverTime, eventPriority, RollingDamage, SeparateStacks } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import { talentFacts } from '../data/talents.ts';
import type { RetailHunter } from '../hunter.ts';

/** Barbed Shot: a bleed whose unspent damage rolls over, and focus over time from each cast. */
export const addBarbedShot = (hunter: RetailHunter, onBleed: () => void): void => {
  const { fight, inputs, player, pets } = hunter;
  const { charges, rechargeMs, missileSpeed, attackPower, durationMs, periodMs, focus } = spellFacts.barbedShot;
  const source = hunter.addShot({ name: 'barbed_shot', school: 'physical', ignoresArmor: true });
  const rolling = new RollingDamage(fight);
  const bleed: DamageOverTime = new DamageOverTime(fight, {
    name: 'barbed_shot',
    durationMs,
    periodMs,
    refresh: 'restart',
    ticksAtOnce: true,
    onApply: () => rolling.add(bleed, player.rangedAttackPower * attackPower * bleed.fullTicks()),
    onTick: (share) => {
      source.tick(rolling.perTick * share, source.attackerFactor());
      onBleed();
    },
  });
  hunter.dots.set('barbed_shot', [bleed]);
  const gained = hunter.focus.gainRow('barbed_shot');
  const pulses = new SeparateStacks(fight, {
    durationMs: focus.durationMs,
    pulseMs: focus.pulseMs,
    maxStacks: focus.maxStacks,
    onPulse: () => hunter.focus.gain(focus.perPulse, gained),
  });
  const travelMs = hunter.travelMs(missileSpeed);
  const arrival = fight.timer(eventPriority.effect, () => bleed.apply());
  const { brutal_companion: brutal } = talentFacts;
  const brutalChance = inputs.rank('brutal_companion') * brutal.chance;
  hunter.addAbility({
    name: 'barbed_shot',
    charges,
    cooldownMs: rechargeMs,
    hastedCooldown: true,
    perform: () => {
      hunter.recorder.execute(source.row);
      hunter.recorder.applied(source.row);
      fight.queue.schedule(arrival, fight.now + travelMs);
      pulses.apply();
      if (hunter.chance(brutalChance)) pets?.basicAttack(brutal.factor);
      if (inputs.rank('stomp') > 0) pets?.stomp();
    },
  });
};

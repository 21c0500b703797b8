import { type DamageSource, PeriodicEffect, rollCrit, rollSpecial, outcome } from '@wowlab/engine';
import { eventPriority } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Serpent Sting keeps the damage it was applied or renewed with; only its crits are rolled at each tick. */
export const addSerpentSting = (hunter: Hunter): void => {
  const { fight } = hunter;
  const { cost, ticks, periodMs, scale, rangedAttackPower } = spellFacts.serpentSting;
  const source: DamageSource = hunter.addShot({
    name: 'serpent_sting',
    school: 'magic',
    isRanged: false,
    roll: rollCrit,
  });
  let base = 0;
  let attackerFactor = 1;
  const sting = new PeriodicEffect(fight, {
    name: 'serpent_sting',
    ticks,
    periodMs,
    onApply: () => {
      base = spellFacts.classScale * scale + hunter.player.rangedAttackPower * rangedAttackPower;
      attackerFactor = source.attackerFactor();
    },
    onTick: () => source.tick(base, attackerFactor),
  });
  hunter.serpentSting = sting;
  hunter.dots.set('serpent_sting', sting);
  const arrival = fight.timer(eventPriority.effect, () => sting.apply());
  const travelMs = hunter.travelMs(spellFacts.missileSpeed);
  hunter.addAbility({
    name: 'serpent_sting',
    cost,
    perform: () => {
      hunter.recorder.execute(source.row);
      const result = rollSpecial(hunter.player, hunter.target.defence, fight.random, -ALWAYS);
      if (result < outcome.glance) hunter.recorder.avoided(source.row, result);
      else {
        hunter.recorder.applied(source.row);
        fight.queue.schedule(arrival, fight.now + travelMs);
      }
    },
  });
};

/** Taken off the crit chance of an application, which can land but not be critical. */
const ALWAYS = 1;

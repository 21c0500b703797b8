import { eventPriority, hitKind, outcome, PeriodicEffect, rollSpecial, type Target } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { areaFactor } from '../../rules.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/**
 * Explosive Trap: a blast and a burning ground under all enemies, stronger by a survival hunter's Trap Mastery. Laid before
 * the pull, it goes off when the fight begins.
 */
export const addExplosiveTrap = (hunter: Hunter): void => {
  const { fight } = hunter;
  const facts = spellFacts.explosiveTrap;
  const source = hunter.addShot({
    name: 'explosive_trap',
    school: 'magic',
    isRanged: false,
    roll: rollSpecial,
    kind: hitKind.spell,
    onArrival: (result) => {
      if (result >= outcome.glance) hunter.onSpellHit?.();
    },
    factor: hunter.isSurvivalist ? facts.survival.factor : 1,
    // A spell: what hits set off reckons with attack power without Aspect of the Hawk, which a hunter always has.
    hitWeight: raidFacts.stormlash.abilityWeight / spellFacts.aspectOfTheHawk.rangedAttackPower,
  });
  const fromPower = (): number => hunter.player.rangedAttackPower * facts.rangedAttackPower;
  const fire = new PeriodicEffect(fight, {
    name: 'explosive_trap',
    ticks: facts.ticks,
    periodMs: facts.periodMs,
    onTick: () => {
      const { active, count } = hunter.enemies;
      const tick = (facts.tick + fromPower()) * areaFactor(count);
      for (let index = 0; index < count; index += 1) {
        source.tick(tick, source.attackerFactor(), active[index]);
        hunter.onSpellHit?.();
      }
    },
  });
  hunter.dots.set(
    'explosive_trap',
    hunter.enemies.each(() => fire),
  );
  const blast = (): void => {
    const { active, count } = hunter.enemies;
    const factor = areaFactor(count);
    hunter.recorder.execute(source.row);
    for (let index = 0; index < count; index += 1) {
      const base = facts.min + facts.spread * fight.random.next() + fromPower();
      source.hit(base * factor, active[index] as Target);
    }
    fire.apply();
  };
  const atPull = fight.timer(eventPriority.decision, blast);
  hunter.addAbility({
    name: 'explosive_trap',
    cooldownMs: hunter.isSurvivalist ? facts.survival.cooldownMs : facts.cooldownMs,
    perform: blast,
    beforePull: () => fight.queue.schedule(atPull, 0),
  });
};

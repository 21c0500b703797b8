import { eventPriority, PeriodicEffect, rollSpecial } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Explosive Trap: a blast and a burning ground. Laid before the pull, it goes off when the fight begins. */
export const addExplosiveTrap = (hunter: Hunter): void => {
  const { fight } = hunter;
  const facts = spellFacts.explosiveTrap;
  const source = hunter.addShot({
    name: 'explosive_trap',
    school: 'magic',
    isRanged: false,
    roll: rollSpecial,
    hitWeight: raidFacts.stormlash.abilityWeight,
  });
  const fromPower = (): number => hunter.player.rangedAttackPower * facts.rangedAttackPower;
  const fire = new PeriodicEffect(fight, {
    name: 'explosive_trap',
    ticks: facts.ticks,
    periodMs: facts.periodMs,
    onTick: () => source.tick(facts.tick + fromPower(), source.attackerFactor()),
  });
  hunter.dots.set('explosive_trap', fire);
  const blast = (): void => {
    source.launch(facts.min + facts.spread * fight.random.next() + fromPower());
    fire.apply();
  };
  const atPull = fight.timer(eventPriority.decision, blast);
  hunter.addAbility({
    name: 'explosive_trap',
    cooldownMs: facts.cooldownMs,
    perform: blast,
    beforePull: () => fight.queue.schedule(atPull, 0),
  });
};

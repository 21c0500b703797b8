import { eventPriority, type Target } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/**
 * Glaive Toss: two glaives that hit the target when they have flown, and may hit each other enemy on their way there and on
 * their way back.
 */
export const addGlaiveToss = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('glaive_toss')) return;
  const { fight } = hunter;
  const facts = spellFacts.glaiveToss;
  const glaive = hunter.addShot({
    name: 'glaive_toss',
    school: 'physical',
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: 1,
  });
  let primary = hunter.enemies.main;
  const pass = (damage: number, hitsPrimary: boolean): void => {
    const { active, count } = hunter.enemies;
    for (let index = 0; index < count; index += 1) {
      const target = active[index] as Target;
      if (target !== primary) {
        if (fight.random.next() <= facts.passChance) glaive.hit(damage, target);
      } else if (hitsPrimary) {
        glaive.launch(damage * facts.primaryFactor, target);
      }
    }
  };
  const arrival = fight.timer(eventPriority.effect, () => {
    for (let count = 0; count < facts.glaives; count += 1) {
      const fromPower = hunter.player.rangedAttackPower * facts.rangedAttackPower;
      const damage = fromPower + hunter.rollScale(facts.scale, facts.variance);
      pass(damage, true);
      pass(damage, false);
    }
  });
  const travelMs = hunter.travelMs(facts.missileSpeed);
  hunter.addAbility({
    name: 'glaive_toss',
    cost: facts.cost,
    cooldownMs: facts.cooldownMs,
    perform: () => {
      primary = hunter.target;
      fight.queue.schedule(arrival, fight.now + travelMs);
    },
    // What arrives before the pull deals no damage that counts.
    beforePull: (sinceMs) => {
      primary = hunter.target;
      if (travelMs >= sinceMs) fight.queue.schedule(arrival, travelMs - sinceMs);
    },
  });
};

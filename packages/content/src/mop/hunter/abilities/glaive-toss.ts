import { eventPriority } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Glaive Toss: two glaives that hit when they have flown. */
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
  const arrival = fight.timer(eventPriority.effect, () => {
    for (let count = 0; count < facts.glaives; count += 1) {
      const fromPower = hunter.player.rangedAttackPower * facts.rangedAttackPower;
      glaive.launch((fromPower + hunter.rollScale(facts.scale, facts.variance)) * facts.primaryFactor);
    }
  });
  const travelMs = hunter.travelMs(facts.missileSpeed);
  hunter.addAbility({
    name: 'glaive_toss',
    cost: facts.cost,
    cooldownMs: facts.cooldownMs,
    perform: () => fight.queue.schedule(arrival, fight.now + travelMs),
  });
};

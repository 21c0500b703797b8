import { eventPriority, type Target } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Barrage: a channel of volleys at all enemies, the first at once; the automatic shot waits for its end. */
export const addBarrage = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('barrage')) return;
  const { fight, actor } = hunter;
  const facts = spellFacts.barrage;
  const shot = hunter.addShot({
    name: 'barrage',
    school: 'physical',
    factor: facts.factor * (hunter.isMarksman ? facts.marksman : 1),
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: facts.quiver,
  });
  let left = 0;
  let periodMs = facts.periodMs;
  let primary = hunter.enemies.main;
  const fire = (): void => {
    const { active, count } = hunter.enemies;
    for (let index = 0; index < count; index += 1) {
      const target = active[index] as Target;
      shot.launch(hunter.normalizedWeaponDamage() * (target === primary ? facts.primaryFactor : 1), target);
    }
  };
  const tick = fight.timer(eventPriority.effect, () => {
    fire();
    left -= 1;
    if (left > 0) fight.queue.schedule(tick, fight.now + periodMs);
  });
  hunter.addAbility({
    name: 'barrage',
    cost: facts.cost,
    cooldownMs: facts.cooldownMs,
    perform: () => {
      periodMs = Math.round(facts.periodMs / hunter.player.rangedHaste());
      left = facts.ticks;
      primary = hunter.target;
      fight.queue.schedule(tick, fight.now + periodMs);
      const endsAt = fight.now + left * periodMs;
      hunter.autoShot.delayUntil(endsAt);
      actor.holdUntil(endsAt);
      fire();
    },
  });
};

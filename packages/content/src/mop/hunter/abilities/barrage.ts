import { eventPriority } from '@wowlab/engine';
import { raidFacts } from '../../raid-facts.ts';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/** Barrage: a channel of shots, the first at once; the automatic shot waits for its end. */
export const addBarrage = (hunter: Hunter): void => {
  if (!hunter.inputs.talents.has('barrage')) return;
  const { fight, actor } = hunter;
  const facts = spellFacts.barrage;
  const shot = hunter.addShot({
    name: 'barrage',
    school: 'physical',
    factor: facts.factor * facts.primaryFactor * (hunter.isMarksman ? facts.marksman : 1),
    hitWeight: raidFacts.stormlash.abilityWeight,
    quiver: facts.quiver,
  });
  let left = 0;
  let periodMs = facts.periodMs;
  const fire = (): void => shot.launch(hunter.normalizedWeaponDamage());
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
      fight.queue.schedule(tick, fight.now + periodMs);
      const endsAt = fight.now + left * periodMs;
      hunter.autoShot.delayUntil(endsAt);
      actor.holdUntil(endsAt);
      fire();
    },
  });
};

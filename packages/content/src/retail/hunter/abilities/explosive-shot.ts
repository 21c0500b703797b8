import { eventPriority, hitKind } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { RetailHunter } from '../hunter.ts';

/** Explosive Shot: goes off some time after it arrived, or when another one arrives. */
export const addExplosiveShot = (hunter: RetailHunter): void => {
  const { fight, inputs, player } = hunter;
  if (inputs.rank('explosive_shot') === 0) return;
  const { cost, cooldownMs, missileSpeed, fuseMs, attackPower } = spellFacts.explosiveShot;
  const explosion = hunter.addShot({ name: 'explosive_shot', school: 'magic', kind: hitKind.rangedAbility });
  const explode = (): void => explosion.launch(player.rangedAttackPower * attackPower);
  const fuse = fight.timer(eventPriority.effect, explode);
  const arrival = fight.timer(eventPriority.effect, () => {
    if (fight.queue.isArmed(fuse)) explode();
    fight.queue.schedule(fuse, fight.now + fuseMs);
  });
  const travelMs = hunter.travelMs(missileSpeed);
  hunter.addAbility({
    name: 'explosive_shot',
    cost,
    cooldownMs,
    perform: () => fight.queue.schedule(arrival, fight.now + travelMs),
  });
};

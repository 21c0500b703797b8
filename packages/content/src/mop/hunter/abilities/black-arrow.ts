import { eventPriority, hitKind, rollCrit } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';
import { rollApplication } from '../roll-application.ts';

/** Black Arrow keeps the damage it was applied with, stronger and more often by Trap Mastery; only its crits are rolled at each tick. */
export const addBlackArrow = (hunter: Hunter, onTick: () => void): void => {
  const { fight } = hunter;
  const { cost, cooldownMs, ticks, periodMs, scale, rangedAttackPower, factor } = spellFacts.blackArrow;
  const source = hunter.addShot({
    name: 'black_arrow',
    school: 'magic',
    isRanged: false,
    roll: rollCrit,
    kind: hitKind.rangedAbility,
    factor,
  });
  const bases = hunter.enemies.all.map(() => 0);
  const attackerFactors = hunter.enemies.all.map(() => 1);
  const arrows = hunter.addDot('black_arrow', (target) => {
    const { index } = target;
    return {
      ticks,
      periodMs,
      onApply: () => {
        bases[index] = spellFacts.classScale * scale + hunter.player.rangedAttackPower * rangedAttackPower;
        attackerFactors[index] = source.attackerFactor();
      },
      onTick: () => {
        source.tick(bases[index] as number, attackerFactors[index] as number, target);
        onTick();
      },
    };
  });
  const arrivals = hunter.enemies.each((target) =>
    fight.timer(eventPriority.effect, () => {
      if (target.isActive) arrows[target.index]?.apply();
    }),
  );
  const travelMs = hunter.travelMs(spellFacts.missileSpeed);
  hunter.addAbility({
    name: 'black_arrow',
    cost,
    cooldownMs,
    perform: () => {
      if (!rollApplication(hunter, source)) return;
      fight.queue.schedule(arrivals[hunter.target.index] as number, fight.now + travelMs);
    },
  });
};

import { type OnArrival, outcome, type PeriodicEffect } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/**
 * Piercing Shots: a share of each critical shot bleeds on. What the bleed still had to deal joins what is new, spread over
 * all ticks to come, and a tick deals just that: it is not rolled, and no factor acts on it.
 *
 * @returns what such a shot does when it arrives.
 */
export const addPiercingShots = (hunter: Hunter): OnArrival => {
  const { share, ticks, periodMs } = spellFacts.piercingShots;
  const { recorder } = hunter;
  const row = recorder.addSource('piercing_shots');
  const perTick = hunter.enemies.all.map(() => 0);
  const bleeds = hunter.addDot('piercing_shots', (target) => ({
    ticks,
    periodMs,
    onTick: () => {
      const damage = Math.round(perTick[target.index] as number);
      recorder.ticked(row, outcome.hit, damage);
      target.take(damage);
    },
  }));
  return (result, damage, { index }) => {
    if (result !== outcome.crit) return;
    const bleed = bleeds[index] as PeriodicEffect;
    const left = bleed.ticksLeft;
    // A bleed that runs keeps the tick under way besides a full set of new ones.
    perTick[index] = ((perTick[index] as number) * left + damage * share) / (left > 0 ? ticks + 1 : ticks);
    recorder.execute(row);
    bleed.apply();
  };
};

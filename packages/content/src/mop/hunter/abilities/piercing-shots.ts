import { type DamageSourceOptions, outcome, PeriodicEffect } from '@wowlab/engine';
import { spellFacts } from '../data/spell-facts.ts';
import type { Hunter } from '../hunter.ts';

/**
 * Piercing Shots: a share of each critical shot bleeds on. What the bleed still had to deal joins what is new, spread over
 * all ticks to come, and a tick deals just that: it is not rolled, and no factor acts on it.
 *
 * @returns what such a shot does when it arrives.
 */
export const addPiercingShots = (hunter: Hunter): NonNullable<DamageSourceOptions['onArrival']> => {
  const { share, ticks, periodMs } = spellFacts.piercingShots;
  const { fight, recorder } = hunter;
  const row = recorder.addSource('piercing_shots');
  let perTick = 0;
  const bleed = new PeriodicEffect(fight, {
    name: 'piercing_shots',
    ticks,
    periodMs,
    onTick: () => recorder.ticked(row, outcome.hit, Math.round(perTick)),
  });
  hunter.dots.set('piercing_shots', bleed);
  return (result, damage) => {
    if (result !== outcome.crit) return;
    const left = bleed.ticksLeft;
    // A bleed that runs keeps the tick under way besides a full set of new ones.
    perTick = (perTick * left + damage * share) / (left > 0 ? ticks + 1 : ticks);
    recorder.execute(row);
    bleed.apply();
  };
};

import { drawAbout, RecurringEvent, type Target } from '@wowlab/engine';
import type { RaidEventConfig } from '@wowlab/simc';
import { EventOptions } from './event-options.ts';
import type { PlacedEvent, RaidEventWorld } from './raid-event-world.ts';

/** Most enemies that raid events of one arm can bring at the same time. */
export const MAX_ADDS = 40;

/** How many enemies each event brings at most, in the order of the events; starts of one event never overlap. */
export const addPlaces = (events: readonly RaidEventConfig[]): readonly number[] => {
  let left = MAX_ADDS;
  return events.map((event) => {
    if (event.type !== 'adds') return 0;
    const options = new EventOptions(event);
    const wanted = Math.max(0, Math.ceil(options.number('count', 1) + options.number('count_range')));
    const places = Math.min(wanted, left);
    left -= places;
    return places;
  });
};

/**
 * Enemies that come for a while: `count` ± `count_range` of them, each with a duration of its own unless `same_duration=1`.
 * With `health` they also go when they have taken that much damage.
 */
export const placeAdds = (
  { fight, enemies }: RaidEventWorld,
  options: EventOptions,
  from: number,
  places: number,
): PlacedEvent => {
  const count = options.number('count', 1);
  const range = options.number('count_range');
  const health = options.number('health');
  const sameDuration = options.number('same_duration') !== 0;
  const { mean, deviation, min, max } = options.length('duration');
  let brought = 0;
  const goAt = Array.from({ length: places }, () => 0);
  const leave = enemies.all.slice(from, from + places).map((target) => fight.timer(0, () => enemies.despawn(target)));
  const event = new RecurringEvent(fight, {
    ...options.timing(fight),
    onStart: (durationMs) => {
      const drawn = range > 0 ? count - range + 2 * range * fight.random.next() : count;
      brought = Math.min(places, Math.max(0, Math.round(drawn)));
      let longest = 0;
      for (let index = 0; index < brought; index += 1) {
        const target = enemies.all[from + index] as Target;
        const lasts = sameDuration ? durationMs : drawAbout(fight.random, mean, deviation, min, max);
        longest = Math.max(longest, lasts);
        goAt[index] = fight.now + lasts;
        enemies.spawn(target, goAt[index] as number);
        if (health > 0) target.setHealth(health);
        fight.queue.schedule(leave[index] as number, goAt[index] as number);
      }
      return longest;
    },
    onFinish: () => {
      for (let index = 0; index < brought; index += 1) enemies.despawn(enemies.all[from + index] as Target);
    },
  });
  fight.onReset({
    reset: () => {
      brought = 0;
    },
  });
  return { type: 'adds', event, count: () => brought };
};

import { type Movement, RecurringEvent, restriction } from '@wowlab/engine';
import type { RaidEventConfig } from '@wowlab/simc';
import { addPlaces, placeAdds } from './adds-event.ts';
import { EventOptions } from './event-options.ts';
import type { PlacedEvent, RaidEventWorld } from './raid-event-world.ts';

/** Yards per second of a running player. Source: simulationcraft/simc engine/sim/raid_event.cpp `movement_event_t`. */
export const RUN_YARDS_PER_SECOND = 7;
/** Damage taken by a vulnerable enemy when nothing is said. Source: the same, `vulnerable_event_t`. */
const VULNERABLE = 2;
/** Options that change nothing here: where things stand, what they are called and whose role is meant. */
const WITHOUT_EFFECT = ['player_if', 'affected_role', 'distance', 'spawn_distance_min', 'spawn_distance_max'] as const;

/** Events that act on this fight; all others are listed as not modelled. */
const ACTS: ReadonlySet<string> = new Set([
  'adds',
  'movement',
  'stun',
  'interrupt',
  'invulnerable',
  'vulnerable',
  'damage_done_buff',
  'buff',
]);

/** Adds the raid events to the fight. `standing` enemies come first in the roster, then the places of each `adds` event. */
export const addRaidEvents = (
  events: readonly RaidEventConfig[],
  standing: number,
  world: RaidEventWorld,
  notModelled: Set<string>,
): readonly PlacedEvent[] => {
  const places = addPlaces(events);
  const placed: PlacedEvent[] = [];
  const factors = damageFactors(world);
  let from = standing;
  for (const [index, config] of events.entries()) {
    const options = new EventOptions(config);
    const room = places[index] ?? 0;
    if (!ACTS.has(config.type)) notModelled.add(`raid_events: ${config.type}`);
    else if (config.type === 'adds') {
      noteLimits(options, room, notModelled);
      if (room > 0) placed.push(placeAdds(world, options, from, room));
      from += room;
    } else {
      const event = placeEvent(config.type, options, world, factors, notModelled);
      if (event !== null) placed.push({ type: config.type, event, count: () => 0 });
    }
  }
  return placed;
};

const noteLimits = (options: EventOptions, room: number, notModelled: Set<string>): void => {
  if (room < options.number('count', 1)) notModelled.add('raid_events: adds beyond 40 at once');
  for (const option of WITHOUT_EFFECT) if (options.has(option)) notModelled.add(`raid_events: adds,${option}=`);
};

/** Factors of `vulnerable` on the first enemy and of `damage_done_buff` on all, which may be up together. */
const damageFactors = ({ fight, enemies }: RaidEventWorld): DamageFactors => {
  let vulnerable = 1;
  let done = 1;
  const apply = (): void => {
    for (const target of enemies.all) target.anyTaken.value = target.index === 0 ? vulnerable * done : done;
  };
  fight.onReset({
    reset: () => {
      vulnerable = 1;
      done = 1;
    },
  });
  return {
    setVulnerable: (factor) => {
      vulnerable = factor;
      apply();
    },
    setDone: (factor) => {
      done = factor;
      apply();
    },
  };
};

interface DamageFactors {
  setVulnerable(factor: number): void;
  setDone(factor: number): void;
}

const placeEvent = (
  type: string,
  options: EventOptions,
  world: RaidEventWorld,
  factors: DamageFactors,
  notModelled: Set<string>,
): RecurringEvent | null => {
  const { fight, enemies, actor } = world;
  if (options.has('player_if')) notModelled.add(`raid_events: ${type},player_if=`);
  const timing = options.timing(fight);
  const chance = options.number('player_chance', 1);
  const meetsPlayer = (): boolean => chance >= 1 || fight.random.next() < chance;
  const lasting = (begin: () => void, finish: () => void): RecurringEvent => {
    let isOn = false;
    return new RecurringEvent(fight, {
      ...timing,
      onStart: (durationMs) => {
        isOn = meetsPlayer();
        if (isOn) begin();
        return durationMs;
      },
      onFinish: () => {
        if (isOn) finish();
        isOn = false;
      },
    });
  };
  const [boss] = enemies.all;
  if (boss === undefined) return null;
  switch (type) {
    case 'movement':
      return new RecurringEvent(fight, {
        ...timing,
        duration: { mean: 0, deviation: 0, min: 0, max: 0 },
        onStart: runFor(options, world, meetsPlayer),
        onFinish: () => {},
      });
    case 'stun':
      return lasting(
        () => actor.restrict(restriction.stunned),
        () => actor.allow(restriction.stunned),
      );
    case 'interrupt':
      return lasting(
        () => actor.interrupt(),
        () => {},
      );
    case 'invulnerable': {
      const retargets = options.number('retarget') !== 0;
      return lasting(
        () => {
          enemies.shield(boss, true);
          if (retargets) enemies.retarget();
        },
        () => {
          enemies.shield(boss, false);
          if (retargets) enemies.retarget();
        },
      );
    }
    case 'vulnerable':
      return lasting(
        () => factors.setVulnerable(options.number('multiplier', VULNERABLE)),
        () => factors.setVulnerable(1),
      );
    case 'damage_done_buff':
      return lasting(
        () => factors.setDone(options.number('multiplier', 1)),
        () => factors.setDone(1),
      );
    case 'buff': {
      const name = options.text('buff_name');
      const aura = world.auras.get(name);
      if (aura === undefined) {
        notModelled.add(`raid_events: buff,buff_name=${name}`);
        return null;
      }
      return lasting(
        () => aura.apply(options.number('stacks', 1)),
        () => {},
      );
    }
    default:
      return null;
  }
};

/** How far a `movement` event makes the player run. @returns what it does at its start. */
const runFor = (
  options: EventOptions,
  { fight, movement }: { readonly fight: RaidEventWorld['fight']; readonly movement: Movement },
  meetsPlayer: () => boolean,
): ((durationMs: number) => number) => {
  const yards = options.has('duration')
    ? options.number('duration') * RUN_YARDS_PER_SECOND
    : options.number('distance');
  const range = options.number('distance_range');
  const min = options.number('distance_min');
  const max = Math.max(min, options.number('distance_max', range > 0 ? yards + range : min));
  return () => {
    if (!meetsPlayer()) return 0;
    let way = yards;
    if (range > 0) way = Math.min(max, Math.max(min, yards - range + 2 * range * fight.random.next()));
    else if (max > 0) way = min + (max - min) * fight.random.next();
    return way > 0 ? movement.run(way) : 0;
  };
};

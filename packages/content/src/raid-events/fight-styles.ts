import type { FightStyle, RaidEventConfig } from '@wowlab/simc';

const MS_PER_SECOND = 1000;

const event = (type: string, options: Readonly<Record<string, number | string>>): RaidEventConfig => ({
  type,
  options: Object.entries(options).map(([key, value]) => ({ key, value: String(value) })),
});

/** Longer than any fight, s: for what happens once. */
const ONCE_S = 10_000;

/**
 * The raid events each fight style stands for, before those of the profile; T is the length of the fight in seconds.
 * Source: simulationcraft/simc engine/sim/sim.cpp, where the fight style is read (12.0.5). `null`: not modelled.
 */
const STYLES: Readonly<Record<FightStyle, ((seconds: number) => readonly RaidEventConfig[]) | null>> = {
  Patchwerk: () => [],
  // The boss casts all the time, which a hunter's damage does not depend on.
  CastingPatchwerk: () => [],
  HecticAddCleave: (seconds) => [
    event('adds', {
      count: 5,
      first: seconds * 0.05,
      cooldown: seconds * 0.075,
      duration: seconds * 0.05,
      last: seconds * 0.75,
    }),
    event('movement', { first: seconds * 0.05, cooldown: seconds * 0.075, distance: 25, last: seconds * 0.75 }),
    event('movement', { first: seconds * 0.03, cooldown: seconds * 0.04, distance: 8 }),
  ],
  CleaveAdd: (seconds) => [
    event('adds', {
      count: 1,
      first: seconds * 0.05,
      cooldown: seconds * 0.075,
      duration: seconds * 0.05,
      last: seconds * 0.9,
    }),
  ],
  LightMovement: () => [
    event('movement', { first: 15, cooldown: 40, cooldown_stddev: 10, distance_min: 10, distance_max: 20 }),
  ],
  HeavyMovement: () => [
    event('movement', { first: 10, cooldown: 20, cooldown_stddev: 15, distance_min: 20, distance_max: 30 }),
    event('movement', { first: 15, cooldown: 45, cooldown_stddev: 15, distance_min: 40, distance_max: 50 }),
  ],
  DungeonSlice: () => [
    event('invulnerable', { first: 0, cooldown: ONCE_S, duration: ONCE_S, retarget: 1 }),
    event('adds', { name: 'boss', count: 1, first: 0, cooldown: ONCE_S, duration: 135, duration_stddev: 1 }),
    event('adds', {
      name: 'small',
      count: 5,
      count_range: 1,
      first: 140,
      cooldown: 45,
      duration: 18,
      duration_stddev: 2,
    }),
    event('adds', {
      name: 'big',
      count: 2,
      count_range: 1,
      first: 160,
      cooldown: 50,
      duration: 30,
      duration_stddev: 2,
    }),
  ],
  DungeonRoute: null,
};

/** The raid events of a style; `null` for a style that is not modelled. */
export const eventsOfStyle = (style: FightStyle, lengthMs: number): readonly RaidEventConfig[] | null =>
  STYLES[style]?.(lengthMs / MS_PER_SECOND) ?? null;

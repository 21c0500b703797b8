import type { EffectStat } from './item-effect.ts';

/** What a flask or a meal raises all fight. */
export interface LastingConsumable {
  readonly stat: EffectStat | 'hitRating' | 'expertiseRating';
  readonly amount: number;
  /** More for alchemists. */
  readonly alchemist: number;
}

const raises = (stat: LastingConsumable['stat'], amount: number, alchemist = 0): LastingConsumable => ({
  stat,
  amount,
  alchemist,
});

/** Source of all: wowsims/mop assets/database/leftover_db.bin, consumables; sim/core/consumes.go. Elixirs stand with flasks. */
export const mopFlasks: ReadonlyMap<string, LastingConsumable> = new Map([
  ['spring_blossoms', raises('agility', 1000, 320)],
  ['mad_hozen_elixir', raises('critRating', 750, 240)],
  ['elixir_of_weaponry', raises('expertiseRating', 750, 240)],
  ['elixir_of_the_rapids', raises('hasteRating', 750, 240)],
  ['elixir_of_perfection', raises('hitRating', 750)],
  ['monks_elixir', raises('masteryRating', 750, 240)],
]);

/** Pandaren get twice as much from meals. */
export const mopFoods: ReadonlyMap<string, LastingConsumable> = new Map([
  ['sea_mist_rice_noodles', raises('agility', 300)],
  ['spicy_salmon', raises('hitRating', 300)],
  ['spicy_vegetable_chips', raises('expertiseRating', 300)],
  ['mango_ice', raises('masteryRating', 300)],
  ['green_curry_fish', raises('critRating', 200)],
]);

/** One a fight, and one before it. */
export const mopPotions: ReadonlyMap<
  string,
  { readonly stat: EffectStat; readonly amount: number; readonly durationMs: number }
> = new Map([
  ['virmens_bite', { stat: 'agility', amount: 4000, durationMs: 25_000 }],
  ['kafa_press', { stat: 'hasteRating', amount: 4000, durationMs: 25_000 }],
  ['snap_root_tuber', { stat: 'hasteRating', amount: 4000, durationMs: 25_000 }],
]);

/** What effects of items raise for a while. */
export const effectStats = ['agility', 'attackPower', 'critRating', 'hasteRating', 'masteryRating'] as const;
export type EffectStat = (typeof effectStats)[number];

/** A fixed amount, or a coefficient of the item level's points (`itemPoints`). */
export type EffectAmount = { readonly fixed: number } | { readonly perPoint: number };

/** When an effect can go off, and how likely. */
export interface EffectTrigger {
  /** Kinds of hits, see `hitKind`. */
  readonly hits: number;
  /** Critical ones only. */
  readonly criticalOnly?: boolean;
  /** Ticks count as well. */
  readonly ticks?: boolean;
  readonly chance: EffectChance;
  readonly internalCooldownMs: number;
}

export type EffectChance =
  | { readonly kind: 'flat'; readonly chance: number }
  /** So often per minute of the weapon's swings: the chance is the weapon's speed over a minute. */
  | { readonly kind: 'perWeaponSpeed'; readonly perMinute: number }
  | {
      readonly kind: 'realPpm';
      readonly perMinute: number;
      readonly scale?: 'haste' | 'crit';
      /** Factor of a specialisation, by its name. */
      readonly bySpec?: Readonly<Record<string, number>>;
    };

/** How the stacks of a stat effect come: one per proc, one per period from the first on, or all at once and one fewer per period. */
export interface EffectStacks {
  readonly max: number;
  readonly change: 'perProc' | 'growing' | 'shrinking';
  /** Of no meaning for `perProc`. */
  readonly everyMs: number;
}

/** One thing an item, enchant or gem does. */
export type ItemEffect =
  /** Raises a stat for a while. */
  | {
      readonly kind: 'stats';
      /** Name of the aura in action lists and reports. */
      readonly aura: string;
      readonly stat: EffectStat;
      readonly amount: EffectAmount;
      readonly durationMs: number;
      readonly stacks?: EffectStacks;
      readonly trigger: EffectTrigger;
    }
  /** The same, when the player uses it. Shares a cooldown of `sharedMs` with others of its kind. */
  | {
      readonly kind: 'use';
      readonly aura: string;
      readonly stat: EffectStat;
      readonly amount: EffectAmount;
      readonly durationMs: number;
      readonly cooldownMs: number;
      readonly sharedMs: number;
    }
  /** Deals a share of a hit's damage again. The chance is per item point. */
  | { readonly kind: 'again'; readonly source: string; readonly chancePerPoint: number; readonly share: number }
  /** These abilities recover faster, by that share per item point. */
  | { readonly kind: 'recovery'; readonly abilities: readonly string[]; readonly sharePerPoint: number }
  | { readonly kind: 'critDamage'; readonly factor: number }
  /** Hits that deal a share of attack power, at once and then one per period; every `charges`-th proc, 1 for each. */
  | {
      readonly kind: 'strikes';
      readonly source: string;
      readonly aura: string;
      readonly school: 'physical' | 'magic';
      readonly charges: number;
      readonly strikes: number;
      readonly everyMs: number;
      readonly durationMs: number;
      /** Damage: this ± half of `variance`, and a share of ranged attack power. */
      readonly base: number;
      readonly variance: number;
      readonly attackPower: number;
      /** Its hits can set off other effects. */
      readonly setsOff: boolean;
      readonly trigger: EffectTrigger;
    };

export interface KnownItem {
  /** As on a gear line: lower case with underscores. */
  readonly name: string;
  /** Item ids with the item level each has before upgrades. */
  readonly levels: ReadonlyMap<number, number>;
  readonly effects: readonly ItemEffect[];
}

import type { Defence } from '@wowlab/engine';

/**
 * Rules of retail 12.0 at level 90 that hold for every class. Source where nothing else is said: SimulationCraft 1205
 * (12.0.5.67823), `engine/dbc/generated/sc_scale_data.inc`.
 */
export const retailRules = Object.freeze({
  level: 90,
  /** Rating for one percent, before diminishing returns. Haste: by the same ratio to crit as at level 80 (660 to 700). */
  critRatingPerPct: 46,
  hasteRatingPerPct: 44,
  versatilityRatingPerPct: 54,
  /** Rating for one point of mastery. */
  masteryRatingPerPoint: 46,
  /** Before rating. Source: `player_t::init_base_stats`: 5 % crit, 8 points of mastery. */
  baseCritPct: 5,
  baseMasteryPoints: 8,
  critFactor: 2,
  /** Attack power that adds one damage per second to a weapon, and that a weapon's damage per second is worth. */
  attackPowerPerDps: 6,
  /**
   * A boss takes 30 % less physical damage: armor of a boss against the armor that halves it. Source: expected_stat.inc, whose
   * figures of the level cap before (42,857 and 100,000) have that ratio.
   */
  bossArmor: 42_857,
  armorConstant: 100_000,
  /** No haste makes a global cooldown shorter, ms. Source: `player_t::min_gcd`. */
  shortestGcdMs: 750,
  /** How far ahead the game lets a player queue the next ability, ms. */
  queueWindowMs: 400,
});

/** Abilities and swings from behind or from range always land: there is no hit rating any more. */
export const retailDefence: Defence = Object.freeze({
  miss: 0,
  dodge: 0,
  glance: 0,
  glanceFactor: 1,
  critSuppression: 0,
});

/** Up to this many percent from rating, each further percent counts this much. Source: the game's curve of secondary stats. */
const DIMINISHING: readonly { readonly upToPct: number; readonly worth: number }[] = [
  { upToPct: 30, worth: 1 },
  { upToPct: 40, worth: 0.9 },
  { upToPct: 50, worth: 0.8 },
  { upToPct: 60, worth: 0.7 },
  { upToPct: 80, worth: 0.6 },
  { upToPct: 200, worth: 0.5 },
];

/** What percent (or points of mastery) from rating are worth after diminishing returns. */
export const diminished = (pct: number): number => {
  let worth = 0;
  let from = 0;
  for (const step of DIMINISHING) {
    if (pct <= from) break;
    worth += (Math.min(pct, step.upToPct) - from) * step.worth;
    from = step.upToPct;
  }
  return worth;
};

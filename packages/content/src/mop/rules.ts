import type { Defence } from '@wowlab/engine';

/**
 * Rules of Mists of Pandaria Classic at level 90 that hold for every class.
 * Source: wowsims/mop sim/core/base_stats_auto_gen.go (ratings), target.go `NewAttackTable`, armor.go, constants.go.
 */
export const mopRules = Object.freeze({
  level: 90,
  /** Rating for one percent. */
  hitRatingPerPct: 340,
  expertiseRatingPerPct: 340,
  critRatingPerPct: 600,
  hasteRatingPerPct: 425,
  /** Rating for one point of mastery. */
  masteryRatingPerPoint: 600,
  /** Attack power that adds one damage per second. */
  attackPowerPerDps: 14,
  /** Armor of a level 93 boss. Source: sim/core/target_dummy.go and ui presets: 24,835. */
  bossArmor: 24_835,
  bossLevel: 93,
  /** Shortest global cooldown, ms. */
  gcdMinMs: 1000,
  /** How far ahead the game lets a player queue the next ability, ms. */
  queueWindowMs: 400,
  /** A pet reads its owner's stats anew this often, ms. */
  petUpdateMs: 5250,
  /** Range at which melee swings reach, thousandths of a yard. */
  meleeRangeMilliyards: 5000,
});

/** Armor at which physical damage is halved, for an attacker of that level above 80. */
export const armorConstant = (attackerLevel: number): number => 4037.5 * attackerLevel - 317_117.5;

/** By how many levels the target is above the attacker, from 0 to 3: the table has no further rows. */
const DEFENCES: readonly Defence[] = [
  { miss: 0.03, dodge: 0.03, glance: 0.06, glanceFactor: 0.95, critSuppression: 0 },
  { miss: 0.045, dodge: 0.045, glance: 0.12, glanceFactor: 0.95, critSuppression: 0.01 },
  { miss: 0.06, dodge: 0.06, glance: 0.18, glanceFactor: 0.85, critSuppression: 0.02 },
  { miss: 0.075, dodge: 0.075, glance: 0.24, glanceFactor: 0.75, critSuppression: 0.03 },
];

/** What a target of that level does to attacks of a level 90 character; `null` outside levels 90 to 93. */
export const defenceOf = (targetLevel: number): Defence | null => DEFENCES[targetLevel - mopRules.level] ?? null;

/**
 * Factor on an area effect: beyond 20 enemies the total stays what it is at 20.
 * Source: wowsims/mop sim/core/target.go `updateAOECapMultiplier`.
 */
export const areaFactor = (enemies: number): number => (enemies > AREA_CAP ? AREA_CAP / enemies : 1);

const AREA_CAP = 20;

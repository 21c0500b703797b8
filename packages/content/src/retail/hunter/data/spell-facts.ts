/**
 * Facts of hunter spells in retail 12.0.5, apart from what they do. Source of each: SimulationCraft 1205,
 * SpellDataDump/hunter.txt, the spell id named. `attackPower` is the coefficient of the hunter's attack power; times are
 * milliseconds, speeds yards per second, chances and shares fractions.
 */
export const spellFacts = Object.freeze({
  gcdMs: 1500,
  /** sc_hunter.cpp, player.cpp: focus bar and regeneration before haste */
  focus: { max: 100, perSecond: 5 },

  autoShot: { id: 75, missileSpeed: 60, firstAfterMs: 100 },

  /** Beast mastery */
  barbedShot: {
    id: 217_200,
    charges: 2,
    rechargeMs: 18_000,
    missileSpeed: 80,
    attackPower: 0.779,
    durationMs: 12_000,
    periodMs: 2000,
    /** 246152 */
    focus: { perPulse: 5, pulseMs: 2000, durationMs: 8000, maxStacks: 20 },
  },
  killCommand: { id: 34_026, cost: 30, cooldownMs: 7500 },
  cobraShot: { id: 193_455, cost: 35, missileSpeed: 45, attackPower: 3.13, killCommandMs: 1000 },
  bestialWrath: { id: 19_574, cooldownMs: 90_000, durationMs: 15_000, damage: 1.2 },
  wildThrash: { id: 1_264_359, cost: 35, cooldownMs: 8000 },

  /** Dark Ranger: 466930, its effect over time 468572, copies of Withering Fire 468037 */
  blackArrow: {
    id: 466_930,
    cost: 10,
    rechargeMs: 10_000,
    missileSpeed: 80,
    attackPower: 3.484,
    /** Usable at or below and at or above this health, or with Deathblow. */
    belowPct: 20,
    abovePct: 80,
    overTime: { id: 468_572, attackPower: 0.5, durationMs: 8000, periodMs: 1000 },
    copy: { id: 468_037, attackPower: 1.742, count: 2, everyMs: 200 },
  },
  /** 378770 */
  deathblow: { id: 378_770, durationMs: 12_000 },
  /** 466991; a marksman's lasts as long as Trueshot */
  witheringFire: { id: 466_991, durationMs: 10_000 },

  /** Pack Leader: 471876, waiting 471877, ready 471878, 472324 and 472325 */
  howl: { id: 471_876, everyMs: 30_000, readyMs: 30_000 },
  wyvernsCry: { id: 471_881, stacks: 10, maxStacks: 20, durationMs: 12_000, damagePerStack: 0.01 },
  /** 471936 to the target, 471938 to all near it, the target too; speed from sc_hunter.cpp */
  boarCharge: { id: 471_936, attackPower: 12, cleaveAttackPower: 14.4, missileSpeed: 50 },

  /** Marksmanship */
  aimedShot: { id: 19_434, cost: 35, castMs: 2500, charges: 2, rechargeMs: 12_000 },
  rapidFire: {
    id: 257_044,
    cooldownMs: 16_000,
    shots: 7,
    /** 2 s over 6 pauses between 7 shots */
    periodMs: 1000 / 3,
    missileSpeed: 40,
    attackPower: 0.726,
    focusPerShot: 1,
  },
  arcaneShot: { id: 185_358, cost: 40, missileSpeed: 70, attackPower: 2.723 },
  multiShot: { id: 257_620, cost: 30, missileSpeed: 50, attackPower: 1.816 },
  steadyShot: { id: 56_641, castMs: 1700, missileSpeed: 75, attackPower: 3.2, focus: 20, aimedShotMs: 2000 },
  killShot: { id: 53_351, cost: 10, rechargeMs: 10_000, missileSpeed: 80, attackPower: 7, belowPct: 20 },
  explosiveShot: { id: 212_431, cost: 20, cooldownMs: 30_000, missileSpeed: 120, fuseMs: 3000, attackPower: 5.82 },
  volley: { id: 260_243, cooldownMs: 45_000, durationMs: 6000, periodMs: 500, attackPower: 1.4 },
  preciseShots: { id: 260_242, durationMs: 15_000, damage: 0.5, costFactor: 0.4 },
  lockAndLoad: { id: 194_594, durationMs: 15_000, chance: 0.1 },
  spottersMark: { id: 466_872, chance: 0.3, durationMs: 12_000 },
  trueshot: {
    id: 288_613,
    cooldownMs: 120_000,
    durationMs: 15_000,
    critChance: 0.1,
    critBonus: 1.2,
    aimedShotRate: 1.4,
    rapidFireRate: 1.6,
  },
  /** 269576 */
  masterMarksman: { id: 269_576, share: 0.1, durationMs: 6000, periodMs: 2000 },

  /** 76657 and 193468: per point of mastery */
  mastery: { pets: 0.019, shots: 0.01, marksman: 0.014 },
  /** 137015: all spells of the family, and pets */
  beastMasteryAura: 1.01,
  /** 137015 effect 8; 137016 effects 7 and 8 */
  blackArrowAura: { beastMastery: 1.5, marksmanship: 2, marksmanshipOverTime: 1.5 },
});

/**
 * Facts of hunter spells in Mists of Pandaria Classic at level 90, apart from what they do.
 * Source of each: wowsims/mop sim/hunter, the file named; coefficients are shares of ranged attack power or of the class's
 * damage scale. Times are milliseconds, speeds yards per second.
 */
export const spellFacts = Object.freeze({
  /** Damage scale of the class. Source: sim/core/base_stats.go `ClassBaseScaling`. */
  classScale: 1246.2986,
  /**
   * Weapon speed that shots reckon with instead of the weapon's own. Bows, crossbows and guns count as two-handed in the
   * reference's item data, and it asks for two hands before it asks for ranged (2.8). Source: sim/core/attack.go
   * `newWeaponFromItem`.
   */
  normalizedWeaponSpeed: 3.3,
  /** All hunter abilities. Source: `GCD: time.Second` throughout; sim/core/constants.go `GCDMin`. */
  gcdMs: 1000,
  missileSpeed: 40,
  critFactor: 2,

  /** hunter.go: focus bar; +20 focus by Kindred Spirits for beast masters. */
  focus: { base: 100, kindredSpirits: 20, perSecond: 4 },

  /** arcane_shot.go */
  arcaneShot: { cost: 30, factor: 1.25, scale: 1.85 },
  /** cobra_shot.go */
  cobraShot: { castMs: 2000, factor: 0.77, focus: 14 },
  /** beast_mastery/kill_command.go, pet_abilities.go */
  killCommand: { cost: 40, cooldownMs: 6000, rangedAttackPower: 0.938, flat: 935 },
  /** kill_shot.go; the cooldown starts anew at most once per 6 s when it fires. */
  killShot: { cooldownMs: 10_000, factor: 4.2, resetCooldownMs: 6000 },
  /** serpent_sting.go; survival/specializations.go: a survival hunter's, and what it deals and gives besides */
  serpentSting: {
    cost: 15,
    ticks: 5,
    periodMs: 3000,
    scale: 2.6,
    rangedAttackPower: 0.16,
    survival: { factor: 1.5, atOnce: 0.15, focus: 3, focusEveryMs: 3000 },
  },
  /** a_murder_of_crows.go; the cooldown is halved below 20 % health. */
  aMurderOfCrows: {
    cost: 60,
    cooldownMs: 120_000,
    executeCooldownMs: 60_000,
    delayMs: 2000,
    ticks: 30,
    periodMs: 1000,
    scale: 0.63,
    rangedAttackPower: 0.288,
  },
  /**
   * glaive_toss.go: two glaives, four times the damage to the main target. `passChance`: how often a glaive that passes
   * another enemy hits it, the preset of ui/hunter/presets.ts.
   */
  glaiveToss: {
    cost: 15,
    cooldownMs: 15_000,
    missileSpeed: 15,
    glaives: 2,
    passChance: 0.8,
    primaryFactor: 4,
    rangedAttackPower: 0.2,
    scale: 0.7,
    variance: 1,
  },
  /** explosive_trap.go */
  explosiveTrap: {
    cooldownMs: 30_000,
    ticks: 10,
    periodMs: 2000,
    rangedAttackPower: 0.0382,
    tick: 27,
    min: 109,
    spread: 125,
    /** Trap Mastery of survival hunters */
    survival: { factor: 1.3, cooldownMs: 24_000 },
  },
  /** silencing_shot.go */
  silencingShot: { cooldownMs: 20_000, focus: 10 },
  /** multi_shot.go */
  multiShot: { cost: 40, factor: 0.6 },
  /** talents.go */
  thrillOfTheHunt: { chance: 0.3, stacks: 3, durationMs: 12_000, costReduction: 20 },
  /** powershot.go; the shot under way starts anew when its cast ends. */
  powershot: { cost: 15, cooldownMs: 45_000, castMs: 2250, factor: 6 },
  /** barrage.go: a channel of shares of a normalized shot, twice as strong on the main target, one of them at once. */
  barrage: {
    cost: 30,
    cooldownMs: 30_000,
    gcdMs: 1500,
    ticks: 15,
    periodMs: 200,
    factor: 0.2,
    primaryFactor: 2,
    /** marksmanship/specializations.go: a marksman's barrage, and how much each of its shots counts for Wild Quiver */
    marksman: 1.15,
    quiver: 1 / 6,
  },
  /** lynx_rush.go: nine strikes of the pet leave a stacking bleed whose crits deal no more than its hits. */
  lynxRush: {
    cooldownMs: 90_000,
    strikes: 9,
    strikeEveryMs: 450,
    swingDelayMs: 4000,
    durationMs: 15_000,
    periodMs: 3000,
    attackPower: 0.038,
    scale: 0.06899999827,
  },
  /** dire_beast.go, hunter.go `NewDireBeastPet` */
  direBeast: {
    cooldownMs: 30_000,
    durationMs: 15_000,
    scale: 1,
    swingMs: 2000,
    attackPowerPerDps: 7,
    focusPerHit: 5,
  },
  /** stampede.go */
  stampede: { cooldownMs: 300_000, durationMs: 20_000, pets: 4 },
  /** beast_mastery/bestial_wrath.go; 16 s with four pieces of tier 14. */
  bestialWrath: {
    cooldownMs: 60_000,
    durationMs: 10_000,
    tier14DurationMs: 16_000,
    playerDamage: 1.1,
    petDamage: 1.2,
    costFactor: 0.5,
  },
  /** rapid_fire.go */
  rapidFire: {
    cooldownMs: 180_000,
    durationMs: 15_000,
    haste: 1.4,
    /** focus of a marksman */
    marksman: { ticks: 5, periodMs: 3000, focusPerTick: 12 },
  },
  /** beast_mastery/focus_fire.go, per stack of Frenzy */
  focusFire: { durationMs: 20_000, hastePerStack: 0.06, petFocusPerStack: 6 },
  /** fervor.go */
  fervor: { cooldownMs: 30_000, focus: 50, ticks: 10, periodMs: 1000, focusPerTick: 5 },
  /** aspects.go */
  aspectOfTheHawk: { rangedAttackPower: 1.35 },
  /** hunters_mark.go */
  huntersMark: { rangedTaken: 1.05, durationMs: 300_000, gcdMs: 1500 },
  /** item_sets.go, two pieces of tier 14 */
  tier14KillCommand: 1.15,

  /** marksmanship/aimed_shot.go; a free one has no cast. */
  aimedShot: { cost: 50, castMs: 2500, factor: 4.95, min: 2604.9, spread: 2742 },
  /** marksmanship/chimera_shot.go; item_sets.go, two pieces of tier 14 */
  chimeraShot: { cost: 45, cooldownMs: 10_000, factor: 4.29, scale: 1.25, tier14: 1.15 },
  /** marksmanship/steady_shot.go */
  steadyShot: { castMs: 2000, factor: 0.713, scale: 2.112, focus: 14, steadyFocus: 3 },
  /** marksmanship/specializations.go: two Steady Shots in a row; faster with four pieces of tier 14. */
  steadyFocus: { durationMs: 20_000, rangedSpeed: 1.15, tier14RangedSpeed: 1.25 },
  /** marksmanship/specializations.go: chance per Steady Shot, and what the third one sets off. */
  masterMarksman: { chance: 0.5, maxStacks: 2, durationMs: 30_000, freeShotMs: 8000 },
  /** marksmanship/specializations.go: crit chance of Aimed and Steady Shot above that health */
  carefulAim: { abovePct: 90, critChance: 0.75 },
  /** marksmanship/specializations.go: share of the crits of Aimed, Steady and Chimera Shot that bleeds */
  piercingShots: { share: 0.3, ticks: 8, periodMs: 1000 },
  /** marksmanship/marksmanship.go `applyMastery`: points, and chance for each of them */
  wildQuiver: { basePoints: 8, chancePerPoint: 0.02, factor: 0.8 },

  /** survival/explosive_shot.go; hotfixes.go (+10 %, then -9 %); item_sets.go, two pieces of tier 14 */
  explosiveShot: {
    cost: 25,
    cooldownMs: 6000,
    ticks: 2,
    periodMs: 1000,
    scale: 0.391,
    variance: 1,
    rangedAttackPower: 0.391,
    /** What was still to be dealt is divided by this. */
    outstandingShare: 4,
    hotfix: 1.1 * 0.91,
    tier14: 1.05,
  },
  /** survival/black_arrow.go; the factor and the cooldown are those of Trap Mastery. */
  blackArrow: {
    cost: 35,
    cooldownMs: 24_000,
    ticks: 10,
    periodMs: 2000,
    scale: 0.126,
    rangedAttackPower: 0.126,
    factor: 1.3,
  },
  /** survival/specializations.go `applyLNL`; more likely with four pieces of tier 14 */
  lockAndLoad: { chance: 0.2, tier14Chance: 0.4, stacks: 2, durationMs: 12_000, betweenMs: 10_000 },
  /** survival/survival.go `getMasteryBonus`: everything the hunter deals that is not physical */
  essenceOfTheViper: { base: 0.08, perPoint: 0.01 },

  /** beast_mastery/beast_mastery.go `getMasteryBonus`: for pets and A Murder of Crows */
  mastery: { base: 0.16, perPoint: 0.02 },
});

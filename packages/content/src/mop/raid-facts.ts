/**
 * What others bring to a raid in Mists of Pandaria Classic.
 * Source: wowsims/mop sim/core/buffs.go and debuffs.go, the function named. Times are milliseconds.
 */
export const raidFacts = Object.freeze({
  /** `TrueShotAura` and its likes */
  attackPower: 1.1,
  /** `registerExclusiveMeleeHaste`: melee and ranged attack speed */
  attackSpeed: 1.1,
  /** `LeaderOfThePack` and its likes, percent */
  critPct: 5,
  /** `BloodlustAura` */
  bloodlust: { haste: 1.3, durationMs: 40_000 },
  /** `SkullBannerAura`: critical damage, per banner */
  skullBanner: { critDamage: 1.2, durationMs: 10_000, cooldownMs: 180_000 },
  /**
   * `StormLashAura`: direct hits can set off a bolt of a share of attack power. Weights: 2 for abilities, times 1.5 s or
   * their longer cast over 1.5 s; 0.4 of that for swings, times their speed over 2.6 s; a fifth for pets.
   */
  stormlash: {
    durationMs: 10_000,
    cooldownMs: 300_000,
    chance: 0.5,
    betweenMs: 70,
    attackPower: 0.2,
    variance: 0.3,
    abilityWeight: 2,
    abilityCastMs: 1500,
    swingWeight: 0.8,
    swingSpeed: 2.6,
    petWeight: 0.2,
  },
  /** `PhysVulnerabilityAura` */
  physicalVulnerability: 1.04,
  /** `spellDamageEffectAura` */
  magicVulnerability: 1.05,
  /** `WeakenedArmorAura`, three stacks */
  weakenedArmor: 0.88,
});

/**
 * Facts of hunter pets in Mists of Pandaria Classic at level 90.
 * Source of each: wowsims/mop sim/hunter, the file named. Times are milliseconds.
 */
export const petFacts = Object.freeze({
  /** pet.go: weapon damage as a share of the class's damage scale, without a spread */
  melee: { scale: 0.25, speedMs: 2000 },
  /** pet.go; +20 focus by Kindred Spirits for beast masters */
  focus: { base: 100, kindredSpirits: 20, perSecond: 5 },
  /** pet_abilities.go: Bite, Claw and Smack are one ability with three names */
  basicAttack: {
    cost: 25,
    cooldownMs: 3200,
    gcdMs: 1200,
    scale: 0.11400000006,
    variance: 0.34999999404,
    rangedAttackPower: 0.168,
  },
  /** pet.go: at 50 focus and more the basic attack costs and deals twice as much */
  wildHunt: { fromFocus: 50, factor: 2 },
  /** pet_spec.go: every pet */
  combatExperience: 1.5,
  /** pet_spec.go, ferocity: Spiked Collar */
  spikedCollar: { critChance: 1.1, basicAttack: 1.1, meleeSpeed: 1.1 },
  /** talents.go: Blink Strikes */
  blinkStrikes: 1.5,
  /** pet_abilities.go, ferocity */
  rabid: { cooldownMs: 90_000, durationMs: 20_000, meleeSpeed: 1.7 },
  /** beast_mastery/specializations.go */
  frenzy: { chance: 0.4, durationMs: 30_000, maxStacks: 5, meleeSpeedPerStack: 0.04 },
  goForTheThroat: { focus: 15 },
  cobraStrikes: { chance: 0.15, durationMs: 15_000, stacks: 2, maxStacks: 12 },
  beastCleave: { durationMs: 4000, share: 0.75 },
  invigoration: { chance: 0.15, focus: 20 },
  /** sim/core/racials.go: Command of orcs */
  orcCommand: 1.02,
});

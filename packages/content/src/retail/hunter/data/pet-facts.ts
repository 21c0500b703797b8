/**
 * Facts of hunter pets and guardians in retail 12.0.5. Source: SimulationCraft 1205, the spell id named in
 * SpellDataDump/hunter.txt, otherwise sc_hunter.cpp. `attackPower` is the coefficient of the pet's own attack power,
 * `ownerPower` the share of the owner's that a pet has.
 */
export const petFacts = Object.freeze({
  ownerPower: 0.6,
  swingMs: 2000,
  shortestSwingMs: 250,
  /** Focus of a pet: bar, and regeneration as a multiple of the owner's */
  focus: { max: 100, regeneration: 1.25 },
  /** 16827, 17253, 49966; 62762 for the double cost and damage above that focus; the pause from `available` */
  basicAttack: {
    attackPower: 0.75,
    cost: 25,
    cooldownMs: 3000,
    aboveFocus: 50,
    factor: 2,
    pauseMs: 150,
    pauseDeviationMs: 100,
    shortestPauseMs: 100,
  },
  /** 83381 */
  killCommand: { id: 83_381, attackPower: 2.06 },
  /** 344572, the aura 186254 */
  bestialWrath: { id: 344_572, attackPower: 8, damage: 1.2 },
  /** 1264355 */
  wildThrash: { id: 1_264_355, attackPower: 1.91 },
  /** 201754 */
  stomp: { id: 201_754, attackPower: 1.44 },
  /** 321538; deals no critical ticks */
  bloodshed: { id: 321_538, attackPower: 1.2, durationMs: 12_000, periodMs: 1000 },
  /** 1284992 with 137015 effect 6: what guardians of the hunter deal */
  guardianDamage: 1.15,
  /** 120679 and 219199 */
  direBeast: { id: 219_199, ownerPower: 1, durationMs: 8000, chance: 0.04, betweenMs: 500, slots: 16 },
  /** 471993, its bleed 471999, its damage 1225858 with 137015 effect 5 */
  bear: {
    id: 471_993,
    ownerPower: 0.6,
    durationMs: 12_000,
    swingMs: 1500,
    swingFactor: 7,
    damage: 0.8,
    rendFlesh: { id: 471_999, attackPower: 0.4, durationMs: 10_000, periodMs: 1000 },
  },
});

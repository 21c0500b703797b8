/**
 * Talents that are modelled, with what their spells say. Source: SimulationCraft 1205, SpellDataDump/hunter.txt, the spell id
 * named; percentages as fractions of one. A talent that is not here is listed as not modelled.
 */
export const talentFacts = Object.freeze({
  /** Another charge of Kill Command, and its damage */
  alpha_predator: { id: 269_737, charges: 1, damage: 0.15 },
  /** Each cast of Barbed Shot takes so much off */
  barbed_scales: { id: 469_880, barbedShotMs: 2000 },
  /** A chance of Barbed Shot: a basic attack, so much as strong */
  brutal_companion: { id: 386_870, chance: 0.25, factor: 1.5 },
  cobra_senses: { id: 378_244, cost: -5, damage: 0.35 },
  dire_beast: { id: 120_679 },
  /** 20 % by a chance that grows with each failure; its step is the one that makes 20 % on average */
  dire_command: { id: 378_743, step: 0.0557 },
  /** Of each rank */
  dire_frenzy: { id: 385_810, durationMs: 1000, damage: 0.1 },
  frenzy: { id: 1_264_934, attackSpeedPerRank: 0.2 },
  killer_cobra: { id: 199_532 },
  scent_of_blood: { id: 193_532, charges: 1 },
  serpentine_strikes: { id: 468_701, critBonus: 0.5 },
  snakeskin_quiver: { id: 468_695, chance: 0.15 },
  stomp: { id: 199_530 },
  bloodshed: { id: 321_530 },
  the_beast_within: { id: 231_548, cooldownMs: -60_000 },
  training_expert: { id: 378_209, damagePerRank: 0.03 },
  wild_thrash: { id: 1_264_359 },
  aspect_of_the_beast: { id: 191_384, basicAttack: 0.3 },
  animal_companion: { id: 267_116 },
  /** Pack Tactics: regeneration of focus */
  pack_tactics: { regeneration: 0.75 },

  bleak_arrows: { id: 467_749, damage: 1 },
  banshees_mark: { id: 467_902, critBonus: 0.1 },
  black_arrow: { id: 466_932 },
  blighted_quiver: { id: 1_264_291, copies: 2 },
  ebon_bowstring: { id: 467_897, chance: 0.15 },
  soul_drinker: { id: 469_638, killCommand: 0.2, barbedShot: 0.5 },
  the_bell_tolls: { id: 467_644, critChance: 0.03, pets: 0.06, guardians: 0.1 },
  withering_fire: { id: 466_990 },

  howl_of_the_pack_leader: { id: 471_876 },
  lethal_barbs: { id: 1_264_781, focus: 1, damage: 0.25 },
  wyverns_gaze: { id: 1_264_792, durationMs: 2000 },

  avian_specialization: { id: 466_867, damage: 0.2 },
  calling_the_shots: { id: 260_404, cooldownMs: -30_000 },
  deadeye: { id: 321_460, charges: 1, rechargeMs: -2000 },
  double_tap: { id: 260_402, durationMs: 15_000, shots: 0.8, tickTime: 0.6 },
  explosive_shot: { id: 212_431 },
  /** With Soul Drinker every Rapid Fire grants it */
  deathblow: { id: 343_248 },
  feathered_frenzy: { id: 470_943, chance: 1 },
  focused_aim: { id: 378_767, aimedShotMs: 2000 },
  kill_shot: { id: 53_351 },
  lock_and_load: { id: 194_595 },
  master_marksman: { id: 260_309 },
  /** Rapid Fire grants Precise Shots; no figure of its own */
  no_scope: { preciseShots: 1 },
  obsidian_arrowhead: { id: 471_350, critChance: 0.15, damage: 0.25 },
  on_target: { id: 471_348, haste: 0.02 },
  precise_shots: { id: 260_240 },
  tensile_bowstring: { id: 471_366, castFactor: 0.6, costFactor: 0.4 },
  trueshot: { id: 288_613 },
  volley: { id: 260_243 },
});

export type RetailTalent = keyof typeof talentFacts;

/** Taken by everyone who has the specialisation: abilities that are there whatever the lists say. */
export const baseKit: ReadonlySet<string> = new Set([
  'aimed_shot',
  'barbed_shot',
  'bestial_wrath',
  'cobra_shot',
  'kill_command',
  'rapid_fire',
]);

/** Parts of modelled talents that are left out, since no figure of theirs was read. */
export const partlyModelled: ReadonlyMap<string, string> = new Map([
  ['deathblow', 'its own chances'],
  ['pack_tactics', 'focus of each Barbed Shot'],
  ['serpentine_strikes', 'focus of critical Cobra Shots'],
]);

export const isRetailTalent = (name: string): name is RetailTalent => Object.hasOwn(talentFacts, name);

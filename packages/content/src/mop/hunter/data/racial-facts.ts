/** Racial abilities as hunters have them at level 90. Source: wowsims/mop sim/core/racials.go. */
export const racialFacts = Object.freeze({
  bloodFury: { attackPower: 4514, durationMs: 15_000, cooldownMs: 120_000 },
  /** Crack Shot of dwarves, Dead Eye of trolls; Heroic Presence of draenei: ratings for one percent */
  onePercentRating: 340,
  /** Beast Slaying of trolls: damage of the hunter to beasts */
  beastSlaying: 1.05,
  /** Arcane Torrent of blood elves */
  arcaneTorrent: { focus: 15, cooldownMs: 120_000 },
  /** Time is Money of goblins: melee and ranged attack speed */
  goblinSpeed: 1.01,
  /** Viciousness of worgen: crit of attacks and spells, percent */
  worgenCritPct: 1,
  /** Touch of the Grave of the undead: set off by spells that land. Source of the scale: sim/core/base_stats.go, class unknown. */
  touchOfTheGrave: { chance: 0.2, betweenMs: 15_000, scale: 8, classScale: 1710, variance: 0.15000000596 },
  berserking: { haste: 1.2, durationMs: 10_000, cooldownMs: 180_000 },
});

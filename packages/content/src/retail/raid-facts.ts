/** What others bring in retail 12.0. Source: SimulationCraft 1205, the spell named. */
export const raidFacts = Object.freeze({
  /** Battle Shout 6673 */
  attackPower: 1.05,
  /** Mark of the Wild 1126 */
  versatilityPct: 3,
  /** Skyfury 462854: mastery; its extra swings are left out */
  masteryPoints: 2,
  /** Mystic Touch 113746 and Chaos Brand 1490: damage taken */
  physicalTaken: 1.05,
  magicTaken: 1.03,
  /** Hunter's Mark 257284 */
  huntersMark: 1.03,
  bloodlust: { haste: 1.3, durationMs: 40_000 },
});

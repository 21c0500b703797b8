/** Racial abilities as hunters have them at level 90. Source: wowsims/mop sim/core/racials.go. */
export const racialFacts = Object.freeze({
  bloodFury: { attackPower: 4514, durationMs: 15_000, cooldownMs: 120_000 },
  berserking: { haste: 1.2, durationMs: 10_000, cooldownMs: 180_000 },
});

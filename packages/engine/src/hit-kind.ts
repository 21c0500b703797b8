/**
 * What a hit counts as for effects that hits set off; kinds are joined with `|`. A hit without a kind sets nothing off.
 * Plain numbers: they are compared at every hit.
 */
export const hitKind = Object.freeze({
  none: 0,
  meleeSwing: 1,
  meleeAbility: 2,
  rangedShot: 4,
  rangedAbility: 8,
  spell: 16,
  /** A hit that was set off itself. */
  proc: 32,
});

/** Any hit that was not set off itself. */
export const directHit: number =
  hitKind.meleeSwing | hitKind.meleeAbility | hitKind.rangedShot | hitKind.rangedAbility | hitKind.spell;

/** Told about damage that landed. `isPeriodic`: a tick. */
export type HitListener = (kind: number, isCrit: boolean, damage: number, isPeriodic: boolean) => void;

import type { WeaponConfig } from './arm-config.ts';

/** Weapon kinds by the names SimulationCraft uses. */
export const weaponTypes = [
  'dagger',
  'fist',
  'beast',
  'sword',
  'mace',
  'axe',
  'warglaive',
  'beast2h',
  'sword2h',
  'mace2h',
  'axe2h',
  'staff',
  'polearm',
  'bow',
  'crossbow',
  'gun',
  'thrown',
  'wand',
] as const;

export const weaponRemedy = `Write kind, speed and damage: weapon=gun_3.0speed_10478min_19460max; kinds are ${weaponTypes.join(', ')}.`;

const partPattern = /^(\d{1,7}(?:\.\d{1,4})?)(speed|spd|min|max|dmg|dps)$/;

/**
 * Reads `gun_3.0speed_10478min_19460max`. Instead of `min` and `max` one may give `dmg` (both the same) or `dps` (both
 * `dps` × speed). `null` when the kind, the speed or the damage is missing or out of range.
 */
export const readWeapon = (text: string): WeaponConfig | null => {
  const [type = '', ...parts] = text.toLowerCase().split('_');
  if (!weaponTypes.some((known) => known === type)) return null;
  const given = new Map<string, number>();
  for (const part of parts) {
    const [, amount, name] = partPattern.exec(part) ?? [];
    if (amount === undefined || name === undefined || given.has(name)) return null;
    given.set(name === 'spd' ? 'speed' : name, Number(amount));
  }
  const speedMs = Math.round((given.get('speed') ?? 0) * 1000);
  const dps = given.get('dps');
  const flat = given.get('dmg') ?? (dps === undefined ? undefined : (dps * speedMs) / 1000);
  const minDamage = Math.round(given.get('min') ?? flat ?? -1);
  const maxDamage = Math.round(given.get('max') ?? flat ?? -1);
  if (speedMs < 500 || speedMs > 10_000 || minDamage < 0 || maxDamage < minDamage) return null;
  return { type, speedMs, minDamage, maxDamage };
};

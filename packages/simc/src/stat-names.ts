import type { StatName, StatTotals } from './arm-config.ts';

/** The names SimulationCraft uses in keys (`gear_crit_rating`), and the short ones of `stats=`. */
const spellings: Readonly<Record<StatName, readonly [string, ...string[]]>> = {
  strength: ['strength', 'str'],
  agility: ['agility', 'agi'],
  stamina: ['stamina', 'sta'],
  intellect: ['intellect', 'int'],
  spirit: ['spirit', 'spi'],
  hitRating: ['hit_rating', 'hit'],
  expertiseRating: ['expertise_rating', 'exp'],
  critRating: ['crit_rating', 'crit'],
  hasteRating: ['haste_rating', 'haste'],
  masteryRating: ['mastery_rating', 'mastery', 'mast'],
  versatilityRating: ['versatility_rating', 'vers'],
  dodgeRating: ['dodge_rating', 'dodge'],
  parryRating: ['parry_rating', 'parry'],
  blockRating: ['block_rating', 'block'],
  leechRating: ['leech_rating', 'leech'],
  speedRating: ['speed_rating', 'speed', 'runspeed'],
  avoidanceRating: ['avoidance_rating', 'avoidance'],
  attackPower: ['attack_power', 'ap'],
  spellPower: ['spell_power', 'sp'],
  armor: ['armor'],
  bonusArmor: ['bonus_armor', 'bonusarmor'],
  health: ['health'],
  mana: ['mana'],
  pvpPower: ['pvp_power', 'pvpp'],
  resilienceRating: ['resilience_rating', 'resil'],
};

const entries = Object.entries(spellings) as readonly (readonly [StatName, readonly [string, ...string[]]])[];

/** The stats a key can state, by the name used in keys. */
export const statKeys: readonly (readonly [StatName, string])[] = entries.map(([stat, [key]]) => [stat, key]);

const bySpelling: ReadonlyMap<string, StatName> = new Map(
  entries.flatMap(([stat, names]) => names.map((name) => [name, stat] as const)),
);

/** The stat a key or a short name means (`crit_rating`, `crit`), in any case; null for none. */
export const statNamed = (text: string): StatName | null => bySpelling.get(text.trim().toLowerCase()) ?? null;

/** Larger than any stat of either game. */
export const maxStat = 10_000_000;

const statPattern = /^(\d{1,8})([a-z_]+)$/;

/** Reads `1200agi_500crit`; `null` when a part is not a number and a stat. */
export const readStats = (text: string): StatTotals | null => {
  const totals: Partial<Record<StatName, number>> = {};
  for (const part of text.toLowerCase().split(/_(?=\d)/)) {
    const [, amount, name] = statPattern.exec(part) ?? [];
    const stat = bySpelling.get(name ?? '');
    if (stat === undefined || amount === undefined || Number(amount) > maxStat) return null;
    totals[stat] = (totals[stat] ?? 0) + Number(amount);
  }
  return totals;
};

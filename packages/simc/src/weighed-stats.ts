import type { ArmConfig, StatName } from './arm-config.ts';

/** The stat each class and specialisation builds its damage on; the rest build on intellect. */
const mainStats: readonly (readonly [StatName, readonly string[]])[] = [
  ['strength', ['warrior', 'deathknight', 'paladin protection', 'paladin retribution']],
  [
    'agility',
    [
      'hunter',
      'rogue',
      'druid feral',
      'druid guardian',
      'shaman enhancement',
      'monk brewmaster',
      'monk windwalker',
      'demonhunter havoc',
      'demonhunter vengeance',
    ],
  ],
];

export const mainStatOf = ({ character }: ArmConfig): StatName =>
  mainStats.find(
    ([, names]) => names.includes(character.class) || names.includes(`${character.class} ${character.spec}`),
  )?.[0] ?? 'intellect';

/** The stats whose weight is worked out unless others are asked for: what gear of the ruleset carries. */
export const weighedStatsOf = (config: ArmConfig): readonly StatName[] => {
  const main = mainStatOf(config);
  if (config.ruleset === 'retail') return [main, 'critRating', 'hasteRating', 'masteryRating', 'versatilityRating'];
  const accuracy: readonly StatName[] = main === 'intellect' ? ['hitRating'] : ['hitRating', 'expertiseRating'];
  return [main, ...accuracy, 'critRating', 'hasteRating', 'masteryRating'];
};

/**
 * Haste rating for 1 % at level 90: mop as wowsims/mop has it, retail by the ratio of SimulationCraft's rows at level 80
 * (crit 700, haste 660) to its crit row at level 90 (46).
 */
const hasteRatingPerPercent = { mop: 425, retail: 44 } as const;

/** SimulationCraft's default: the haste rating of 3.5 %, rounded. The whole distance between the two arms of a stat. */
const defaultDeltaPercent = 3.5;

export const defaultDeltaOf = (config: ArmConfig): number =>
  Math.round(defaultDeltaPercent * hasteRatingPerPercent[config.ruleset]);

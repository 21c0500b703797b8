import type { ArmConfig, GearItem, StatName } from './arm-config.ts';
import type { JobInput } from './job-input.ts';
import { suggestName } from './nearest-name.ts';
import { safeText } from './problem.ts';
import { profileLimits } from './profile-limits.ts';
import { statKeys, statNamed } from './stat-names.ts';
import { defaultDeltaOf, weighedStatsOf } from './weighed-stats.ts';

/** What a job wants to know of stats. What is null follows from the character. */
export interface WeightsWish {
  /** Stats as keys or short names (`crit_rating`, `crit`). */
  readonly stats: readonly string[] | null;
  /** Distance between the two arms of a stat, in points. */
  readonly delta: number | null;
  readonly deltaMultiplier: number;
  /** One arm above and one below the baseline; else one above by the whole delta. */
  readonly isCentred: boolean;
}

export const plainWeightsWish: WeightsWish = { stats: null, delta: null, deltaMultiplier: 1, isCentred: true };

/** How far one stat of the first arm was moved to make another arm. `stat` as in keys, e.g. `crit_rating`. */
export interface StatOffset {
  readonly stat: string;
  readonly amount: number;
}

export interface PlannedArm {
  readonly name: string;
  readonly config: ArmConfig;
  readonly offset?: StatOffset;
}

export type WeighedStats =
  | { readonly kind: 'ok'; readonly arms: readonly PlannedArm[] }
  /** `stat` is the place in the wish's list that can not be weighed; null for the delta or the number of arms. */
  | {
      readonly kind: 'refused';
      readonly stat: number | null;
      readonly value: string;
      readonly problem: string;
      readonly remedy: string;
    };

const gearSum = (gear: readonly GearItem[], stat: StatName): number =>
  gear.reduce((sum, item) => sum + (item.stats[stat] ?? 0), 0);

/** What can be taken away of a stat: what is stated or worn. Base values and buffs are no gear. */
const available = ({ character }: ArmConfig, stat: StatName): number =>
  character.totalStats[stat] ??
  (character.gearStats[stat] ?? gearSum(character.gear, stat)) + (character.enchantStats[stat] ?? 0);

/** The config with a stat moved: a stated total is stated anew, else the amount joins what enchants add to gear. */
const moved = (config: ArmConfig, stat: StatName, amount: number): ArmConfig => {
  const part = config.character.totalStats[stat] === undefined ? 'enchantStats' : 'totalStats';
  const stats = config.character[part];
  const changed = Object.entries({ ...stats, [stat]: (stats[stat] ?? 0) + amount });
  const sorted = Object.fromEntries(changed.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { ...config, character: { ...config.character, [part]: sorted } };
};

const keyOf = (stat: StatName): string => statKeys.find(([name]) => name === stat)?.[1] ?? stat;

/** The amounts a stat is moved by: half the delta each way; only up, by all of it, for a stat too small to be lowered. */
const amountsOf = (config: ArmConfig, stat: StatName, delta: number, isCentred: boolean): readonly number[] => {
  const half = Math.max(1, Math.round(delta / 2));
  return isCentred && available(config, stat) >= half ? [-half, half] : [delta];
};

/**
 * The arms of a job that asks for stat weights: its own, then for each stat the first of them with that stat moved down and
 * up. Names are stable: `NAME crit_rating -744`. Rules as SimulationCraft's `calculate_scale_factors` with
 * `center_scale_delta=1`.
 */
export const weighStats = (input: Pick<JobInput, 'arms'>, wish: WeightsWish): WeighedStats => {
  const [first] = input.arms;
  if (first === undefined) return { kind: 'ok', arms: [] };
  const names = wish.stats ?? weighedStatsOf(first.config).map(keyOf);
  const stats: StatName[] = [];
  for (const [place, text] of names.entries()) {
    const stat = statNamed(text);
    if (stat === null) {
      const known = statKeys.map(([, key]) => key);
      return {
        kind: 'refused',
        stat: place,
        value: safeText(text),
        problem: 'There is no such stat.',
        remedy: suggestName(text, known, 'stats'),
      };
    }
    if (!stats.includes(stat)) stats.push(stat);
  }
  const delta = Math.max(1, Math.round((wish.delta ?? defaultDeltaOf(first.config)) * wish.deltaMultiplier));
  const offsets = stats.flatMap((stat) =>
    amountsOf(first.config, stat, delta, wish.isCentred).map((amount): PlannedArm => {
      const key = keyOf(stat);
      return {
        name: `${first.name} ${key} ${amount < 0 ? '-' : '+'}${Math.abs(amount)}`,
        config: moved(first.config, stat, amount),
        offset: { stat: key, amount },
      };
    }),
  );
  const arms = [...input.arms, ...offsets];
  if (arms.length > profileLimits.maxArms) {
    return {
      kind: 'refused',
      stat: null,
      value: `${arms.length} arms`,
      problem: `With the arms for stat weights the job has more than ${profileLimits.maxArms}.`,
      remedy: 'Ask for fewer stats, or send fewer characters and profilesets.',
    };
  }
  return { kind: 'ok', arms };
};

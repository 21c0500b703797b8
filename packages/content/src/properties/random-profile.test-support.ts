import { env } from 'node:process';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import * as fc from 'fast-check';
import { engineManifest } from '../engine-manifest.ts';
import { petFamilies } from '../mop/hunter/data/pet-families.ts';
import { type PreparedArm, prepareArm } from '../prepare-arm.ts';

/** Lines of a profile without its action list: what a property may change or add to. */
export type ProfileLines = Readonly<Record<string, string>>;

const races = [
  'orc',
  'troll',
  'human',
  'dwarf',
  'night_elf',
  'tauren',
  'undead',
  'worgen',
  'pandaren',
  'goblin',
  'none',
];
const hunterSpecs = engineManifest.specs
  .filter(({ ruleset, class: name }) => ruleset === 'mop' && name === 'hunter')
  .map(({ spec }) => spec);

const rating = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max }).map(String);
const flag = fc.constantFrom('0', '1');
const thousandths = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((value) => (value / 1000).toFixed(3));

const weapon = fc
  .tuple(
    fc.constantFrom('gun', 'bow', 'crossbow'),
    fc.integer({ min: 15, max: 40 }),
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: 0, max: 20_000 }),
  )
  .map(
    ([kind, speed, min, spread]) =>
      `${kind},weapon=${kind}_${(speed / 10).toFixed(1)}speed_${min}min_${min + spread}max`,
  );

const tiers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }).map((row) => row.join(''));

/** Characters far beyond what gear gives, in any raid, against any enemy. */
export const randomLines: fc.Arbitrary<ProfileLines> = fc.record({
  hunter: fc.constant('"Random"'),
  spec: fc.constantFrom(...hunterSpecs),
  level: fc.constant('90'),
  race: fc.constantFrom(...races),
  talents: tiers,
  summon_pet: fc.constantFrom('none', ...petFamilies.keys()),
  pet_uptime: thousandths(0, 1000),
  distance: thousandths(0, 40_000),
  total_agility: rating(60_000),
  total_hit_rating: rating(5_000),
  total_expertise_rating: rating(8_000),
  total_crit_rating: rating(70_000),
  total_haste_rating: rating(50_000),
  total_mastery_rating: rating(40_000),
  main_hand: weapon,
  max_time: thousandths(10_000, 90_000),
  vary_combat_length: thousandths(0, 900),
  execute_pct: fc.integer({ min: 0, max: 100 }).map(String),
  reaction_time: thousandths(0, 1_000),
  target_level: fc.integer({ min: 90, max: 93 }).map(String),
  target_armor: rating(100_000),
  optimal_raid: flag,
  'override.bloodlust': flag,
  bloodlust_time: fc.integer({ min: -100, max: 100 }).map(String),
});

const actions = [
  'arcane_shot', 'cobra_shot', 'steady_shot', 'aimed_shot', 'chimera_shot', 'kill_command', 'kill_shot', 'serpent_sting',
  'multi_shot', 'explosive_trap', 'bestial_wrath', 'rapid_fire', 'focus_fire', 'stampede', 'rabid', 'fervor', 'dire_beast',
  'a_murder_of_crows', 'lynx_rush', 'glaive_toss', 'powershot', 'barrage', 'aspect_of_the_hawk', 'hunters_mark', 'blood_fury',
  'berserking',
] as const; // prettier-ignore

const values = [
  'focus', 'focus.deficit', 'focus.time_to_max', 'time', 'fight_remains', 'target.health.pct', 'gcd.remains',
  'buff.bestial_wrath.up', 'buff.bestial_wrath.remains', 'buff.frenzy.stack', 'buff.rapid_fire.up', 'cooldown.kill_command.remains',
  'cooldown.bestial_wrath.remains', 'dot.serpent_sting.remains', 'dot.serpent_sting.ticking', 'cast_time', 'cost',
] as const; // prettier-ignore

const condition = fc
  .tuple(
    fc.constantFrom(...values),
    fc.constantFrom('<', '<=', '>', '>=', '='),
    fc.integer({ min: 0, max: 120 }),
    fc.option(fc.tuple(fc.constantFrom('&', '|'), fc.constantFrom(...values)), { nil: null }),
  )
  .map(([left, operator, right, more]) => `${left}${operator}${right}${more === null ? '' : more.join('')}`);

const actionLine = fc
  .tuple(
    fc.constantFrom(...actions),
    fc.option(condition, { nil: null }),
    fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
  )
  .map(
    ([action, test, lineCooldown]) =>
      `${action}${test === null ? '' : `,if=${test}`}${lineCooldown === null ? '' : `,line_cd=${lineCooldown}`}`,
  );

const precombat = fc
  .tuple(fc.constantFrom(...actions), fc.integer({ min: 0, max: 30 }))
  .map(([action, seconds]) => `${action},precombat_time=${seconds}`);

const asList = (name: string, entries: readonly string[]): readonly string[] =>
  entries.map((entry, index) => `${name}${index === 0 ? '=' : '+=/'}${entry}`);

/** Any list of modelled abilities with conditions, down to none at all. */
export const randomActions: fc.Arbitrary<readonly string[]> = fc
  .tuple(fc.array(precombat, { maxLength: 3 }), fc.array(actionLine, { maxLength: 14 }))
  .map(([before, main]) => [...asList('actions.precombat', before), ...asList('actions', main)]);

/** The canonical config of a character and an action list. */
export const configOf = (lines: ProfileLines, actionLines: readonly string[]): string => {
  const text = [
    'ruleset=mop',
    'fixed_time=1',
    ...Object.entries(lines).map(([key, value]) => `${key}=${value}`),
    ...actionLines,
  ].join('\n');
  const parsed = parseJobInput(text);
  if (parsed.kind !== 'ok') throw new Error(`${JSON.stringify(parsed.problems)}\n${text}`);
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error('The profile has no arm.');
  return canonicalConfig(arm.config);
};

export const prepared = (lines: ProfileLines, actionLines: readonly string[]): PreparedArm =>
  prepareArm(configOf(lines, actionLines));

/** Of every ordinary run, so that a change is judged by what it changed. */
const ORDINARY_SEED = 20_261_126;

/**
 * How often each property is tried: the same cases in every ordinary run, and times `PROPERTY_RUNS` other ones each time for a
 * long search on a machine with nothing else to do.
 */
export const runs = (times: number): { readonly numRuns: number; readonly seed?: number } => {
  const factor = env['PROPERTY_RUNS'];
  if (factor === undefined) return { numRuns: times, seed: ORDINARY_SEED };
  return { numRuns: Math.max(1, Math.round(times * Number(factor))) };
};

import { optionsOf, type OptionKind } from './action-options.ts';
import { characterKeys } from './character-keys.ts';
import { allClasses } from './character-names.ts';
import { enemyKeys, fightKeys, jobKeys } from './fight-keys.ts';
import { gearLineOptions } from './gear-line.ts';
import type { KeyRow } from './profile-key.ts';
import { profileLimits } from './profile-limits.ts';
import { raidEffectsOf } from './raid-effects.ts';
import { raidEventTypes } from './raid-events.ts';
import { maxStat, statKeys } from './stat-names.ts';

const row = (
  scope: KeyRow['scope'],
  key: string,
  takes: string,
  limits: string,
  standard: string,
  meaning: string,
): KeyRow => ({
  key,
  scope,
  takes,
  limits,
  default: standard,
  meaning,
});

const names = `1 to ${profileLimits.maxNameLength} printable characters`;
const stats = `0 to ${maxStat}`;

/** Keys that are patterns rather than single names, as rows of the same table. */
const familyRows: readonly KeyRow[] = [
  row(
    'fight',
    'override.EFFECT',
    'a count',
    '0 or 1; up to 10 for banners and totems',
    'as `optimal_raid` says',
    'A raid buff or debuff, or `bloodlust`. Effects: see below.',
  ),
  row(
    'fight',
    'raid_events',
    `\`/type,option=value,…\` joined by /; types: ${raidEventTypes.join(', ')}`,
    `at most ${profileLimits.maxRaidEvents}`,
    'none',
    'What happens during the fight. `raid_events+=` appends.',
  ),
  row(
    'fight',
    'enemy',
    'a name in quotes',
    `${names}; at most ${profileLimits.maxTargets} enemies`,
    'one nameless enemy',
    'Opens an enemy; enemy keys below it belong to it.',
  ),
  row(
    'character',
    'CLASS',
    'a name in quotes',
    names,
    'none: must be stated',
    `Opens a character. Classes: ${allClasses.join(', ')}.`,
  ),
  row(
    'character',
    'copy',
    'new name, or new,other',
    names,
    'none',
    'Opens a copy of the character above, or of the one named.',
  ),
  row(
    'character',
    'profileset.NAME',
    'another key=value or key+=value',
    `${names}; at most ${profileLimits.maxArms} with the characters`,
    'none',
    'An arm that is the first character with this changed; `+=` adds to the same arm.',
  ),
  row(
    'character',
    'SLOT',
    'name,option=value,…',
    `options: ${gearLineOptions.join(', ')}`,
    'empty',
    'One worn item; see "Gear lines".',
  ),
  row(
    'character',
    'gear_STAT',
    'a whole number',
    stats,
    'the sum over worn items',
    'Replaces the sum of a stat over worn items.',
  ),
  row('character', 'enchant_STAT', 'a whole number', stats, '0', 'Added to a stat on top of gear.'),
  row(
    'character',
    'total_STAT',
    'a whole number',
    stats,
    'base + gear + enchants',
    'The stat on the character sheet; see "Stating totals". Own key.',
  ),
  row(
    'character',
    'actions',
    'actions joined by /',
    `at most ${profileLimits.maxActions} a character`,
    "the engine's own, if it has one",
    'The list a fight starts with; `actions+=/…` appends.',
  ),
  row(
    'character',
    'actions.NAME',
    'actions joined by /',
    `at most ${profileLimits.maxActionLists} lists`,
    'none',
    'A named list; `precombat` runs before the fight.',
  ),
];

/** Every key a profile may hold, in the order of the documentation. */
export const keyTable: readonly KeyRow[] = [
  ...jobKeys,
  ...fightKeys,
  ...familyRows.filter(({ scope }) => scope === 'fight'),
  ...enemyKeys,
  ...familyRows.filter(({ scope }) => scope === 'character').slice(0, 3),
  ...characterKeys,
  ...familyRows.filter(({ scope }) => scope === 'character').slice(3),
];

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

const kinds: Readonly<Record<OptionKind, string>> = {
  expression: 'an expression',
  targetIf: 'an expression, optionally after `first:`, `min:` or `max:`',
  flag: '0 or 1',
  seconds: 'seconds',
  number: 'a number',
  count: 'a whole number',
  name: 'a name',
  text: 'text',
};

const optionsByKind = (options: Readonly<Record<string, OptionKind>>): readonly (readonly [string, string])[] =>
  (Object.keys(kinds) as OptionKind[])
    .map((kind): readonly [string, string] => [
      kinds[kind],
      Object.keys(options)
        .filter((option) => options[option] === kind)
        .map((option) => `\`${option}\``)
        .join(', '),
    ])
    .filter(([, names]) => names !== '');

/** Actions with options that others do not have. */
const actionsWithOwnOptions = ['variable', 'call_action_list', 'pool_resource', 'wait', 'invoke_external_buff'];

const ownOptions = (action: string): string => {
  const usual = optionsOf('');
  return Object.entries(optionsOf(action))
    .filter(([option, kind]) => usual[option] !== kind)
    .map(([option, kind]) => `\`${option}\` (${kinds[kind]})`)
    .join(', ');
};

/** The generated part of docs/input.md, as Markdown. */
export const keyTableMarkdown = (): string =>
  [
    table(
      ['key', 'belongs to', 'value', 'limits', 'default', 'meaning'],
      keyTable.map((key) => [`\`${key.key}\``, key.scope, key.takes, key.limits, key.default, key.meaning]),
    ),
    'Options of an action:',
    table(['value', 'options'], optionsByKind(optionsOf(''))),
    'Options that only some actions have:',
    table(
      ['action', 'options'],
      actionsWithOwnOptions.map((action) => [`\`${action}\``, ownOptions(action)]),
    ),
    `STAT is one of ${statKeys.map(([, key]) => `\`${key}\``).join(', ')}.`,
    ...(['mop', 'retail'] as const).flatMap((ruleset) => [
      `Raid effects of \`${ruleset}\`:`,
      table(
        ['EFFECT', 'on', 'other names', 'meaning'],
        raidEffectsOf(ruleset).map((effect) => [
          `\`${effect.name}\``,
          effect.target,
          effect.aliases.map((alias) => `\`${alias}\``).join(', '),
          effect.meaning,
        ]),
      ),
    ]),
    'Limits of a profile:',
    table(
      ['limit', 'value'],
      Object.entries(profileLimits).map(([name, value]) => [`\`${name}\``, String(value)]),
    ),
  ].join('\n\n');

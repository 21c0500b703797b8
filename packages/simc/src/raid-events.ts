import type { RaidEventConfig } from './arm-config.ts';
import type { Position } from './ast.ts';
import { suggestName } from './nearest-name.ts';
import { parseExpression } from './parse-expression.ts';
import { isSafeText, problemAt, type Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

type OptionKind = 'seconds' | 'number' | 'percent' | 'share' | 'flag' | 'expression' | 'text';

/** Source: simulationcraft/simc engine/sim/raid_event.cpp. */
const commonOptions: Readonly<Record<string, OptionKind>> = {
  name: 'text',
  first: 'seconds',
  last: 'seconds',
  first_pct: 'percent',
  last_pct: 'percent',
  period: 'seconds',
  cooldown: 'seconds',
  cooldown_stddev: 'seconds',
  cooldown_min: 'seconds',
  cooldown_max: 'seconds',
  duration: 'seconds',
  duration_stddev: 'seconds',
  duration_min: 'seconds',
  duration_max: 'seconds',
  players_only: 'flag',
  player_chance: 'share',
  player_if: 'expression',
  affected_role: 'text',
  distance_min: 'number',
  distance_max: 'number',
  force_stop: 'flag',
};

const eventOptions: ReadonlyMap<string, Readonly<Record<string, OptionKind>>> = new Map<
  string,
  Readonly<Record<string, OptionKind>>
>([
  [
    'adds',
    {
      count: 'number',
      count_range: 'number',
      health: 'number',
      master: 'text',
      race: 'text',
      level: 'number',
      spawn_x: 'number',
      spawn_y: 'number',
      spawn_distance_min: 'number',
      spawn_distance_max: 'number',
      spawn_angle_start: 'number',
      spawn_angle_end: 'number',
      angle_start: 'number',
      angle_end: 'number',
      type: 'text',
      same_duration: 'flag',
      distance: 'number',
      enemy_type: 'text',
    },
  ],
  [
    'pull',
    {
      enemies: 'text',
      delay: 'seconds',
      bloodlust: 'flag',
      shared_health: 'flag',
      pull: 'number',
      mark_duration: 'seconds',
    },
  ],
  ['move_enemy', { enemy_name: 'text', x: 'number', y: 'number' }],
  ['casting', {}],
  ['distraction', { skill: 'share' }],
  ['invulnerable', { retarget: 'flag', target: 'text' }],
  ['interrupt', {}],
  [
    'movement',
    {
      distance: 'number',
      direction: 'text',
      avg_distance: 'number',
      x: 'number',
      y: 'number',
      avg_player_damage: 'number',
      distance_range: 'number',
      move_distance: 'number',
    },
  ],
  ['damage', { amount: 'number', amount_range: 'number', type: 'text' }],
  ['heal', { amount: 'number', amount_range: 'number', to_pct: 'percent', to_pct_range: 'number' }],
  ['stun', {}],
  ['flying', { target: 'text' }],
  ['vulnerable', { multiplier: 'number', target: 'text' }],
  ['damage_taken_debuff', { amount: 'number' }],
  ['damage_done_buff', { multiplier: 'number' }],
  ['buff', { buff_name: 'text', stacks: 'number' }],
  ['position_switch', {}],
]);

export const raidEventTypes: readonly string[] = [...eventOptions.keys()];

export type ParsedRaidEvents =
  | { readonly kind: 'ok'; readonly events: readonly RaidEventConfig[] }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** Reads `/adds,count=3,first=10,cooldown=40,duration=20/movement,…`. */
export const parseRaidEvents = (text: string, at: Position): ParsedRaidEvents => {
  const problems: Problem[] = [];
  const events: RaidEventConfig[] = [];
  let offset = 0;
  for (const [index, part] of text.split('/').entries()) {
    const partAt = { line: at.line, column: at.column + offset };
    offset += part.length + 1;
    if (part === '' && index === 0) continue;
    if (problems.length >= profileLimits.maxProblems) break;
    if (events.length === profileLimits.maxRaidEvents) {
      problems.push(
        problemAt(
          partAt,
          'raid_events',
          part,
          `There are more than ${profileLimits.maxRaidEvents} raid events.`,
          'Remove some.',
        ),
      );
      break;
    }
    const event = readEvent(part, partAt, problems);
    if (event !== null) events.push(event);
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', events };
};

const readEvent = (text: string, at: Position, problems: Problem[]): RaidEventConfig | null => {
  const [rawType = '', ...options] = text.split(',');
  const type = rawType.trim().toLowerCase();
  const own = eventOptions.get(type);
  if (own === undefined) {
    problems.push(
      problemAt(
        at,
        'raid_events',
        rawType,
        'There is no such raid event.',
        suggestName(type, raidEventTypes, 'raid events'),
      ),
    );
    return null;
  }
  const known = new Map<string, OptionKind>(Object.entries({ ...commonOptions, ...own }));
  const read = new Map<string, string>();
  let offset = rawType.length + 1;
  for (const option of options) {
    const optionAt = { line: at.line, column: at.column + offset };
    offset += option.length + 1;
    const equals = option.indexOf('=');
    const key = (equals < 0 ? option : option.slice(0, equals)).trim().toLowerCase();
    const kind = known.get(key);
    if (kind === undefined) {
      problems.push(
        problemAt(
          optionAt,
          'raid_events',
          option,
          `The raid event "${type}" has no such option.`,
          suggestName(key, [...known.keys()], 'options'),
        ),
      );
      return null;
    }
    const value = equals < 0 ? '' : option.slice(equals + 1).trim();
    const remedy = checkOption(kind, value);
    if (remedy !== null) {
      problems.push(problemAt(optionAt, key, value, 'This value cannot be read.', remedy));
      return null;
    }
    read.set(key, value);
  }
  return {
    type,
    options: [...read].map(([key, value]) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  };
};

const decimalPattern = /^-?\d{1,9}(?:\.\d{1,6})?$/;

const checkOption = (kind: OptionKind, value: string): string | null => {
  const number = decimalPattern.test(value) ? Number(value) : Number.NaN;
  switch (kind) {
    case 'seconds':
      return number >= 0 && number <= 100_000 ? null : 'Write a number of seconds from 0 to 100000.';
    case 'percent':
      return number >= 0 && number <= 100 ? null : 'Write a percentage from 0 to 100.';
    case 'share':
      return number >= 0 && number <= 1 ? null : 'Write a share from 0 to 1.';
    case 'number':
      return Number.isFinite(number) ? null : 'Write a number.';
    case 'flag':
      return value === '0' || value === '1' ? null : 'Write 1 for on or 0 for off.';
    case 'expression': {
      const parsed = parseExpression(value);
      return parsed.kind === 'ok' ? null : `${parsed.problem.problem} ${parsed.problem.remedy}`;
    }
    case 'text':
      return value !== '' && value.length <= 1000 && isSafeText(value) ? null : 'Write 1 to 1000 printable characters.';
    default:
      return kind satisfies never;
  }
};

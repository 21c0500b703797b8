import { listOfKey, readActions } from './action-lists.ts';
import type { StatName } from './arm-config.ts';
import { characterKeys } from './character-keys.ts';
import { allClasses } from './character-names.ts';
import { enemyKeys, fightKeys, jobKeys } from './fight-keys.ts';
import { gearKeys, parseGearLine, slotOfKey } from './gear-line.ts';
import { suggestName } from './nearest-name.ts';
import { classifyOtherKey } from './other-keys.ts';
import { problemAt, safeText, type ProblemList } from './problem.ts';
import type { CharacterDraft, ProfileDraft } from './profile-draft.ts';
import type { ProfileKey } from './profile-key.ts';
import { profileLimits } from './profile-limits.ts';
import { findRaidEffect, furtherRaidEffect, raidEffectNames } from './raid-effects.ts';
import { parseRaidEvents } from './raid-events.ts';
import type { Assignment } from './read-assignments.ts';
import { reportNoneOpen } from './report-none-open.ts';
import { maxStat, statKeys } from './stat-names.ts';
import { wholeNumber } from './value-reader.ts';

const byKey = (keys: readonly ProfileKey[]): ReadonlyMap<string, ProfileKey> =>
  new Map(keys.map((key) => [key.key, key]));

const generalKeys = byKey([...jobKeys, ...fightKeys]);
const ofCharacter = byKey(characterKeys);
const ofEnemy = byKey(enemyKeys);

const statPrefixes = [
  ['gear_', 'gearStats'],
  ['enchant_', 'enchantStats'],
  ['total_', 'totalStats'],
] as const;

const statKeyTable: ReadonlyMap<
  string,
  { readonly part: 'gearStats' | 'enchantStats' | 'totalStats'; readonly stat: StatName }
> = new Map(
  statPrefixes.flatMap(([prefix, part]) => statKeys.map(([stat, key]) => [`${prefix}${key}`, { part, stat }] as const)),
);

const statValue = wholeNumber('a whole number', 0, maxStat);

// Written as a comment by SimulationCraft, and by people as an option: a summary that decides nothing.
const summaryKeys: ReadonlySet<string> = new Set(['gear_ilvl']);

/** Every key that can be written, for suggestions. */
export const knownKeys: readonly string[] = [
  ...generalKeys.keys(),
  ...ofCharacter.keys(),
  ...ofEnemy.keys(),
  ...gearKeys,
  ...statKeyTable.keys(),
  ...allClasses,
  'actions',
  'actions.precombat',
  'copy',
  'profileset.NAME',
  'enemy',
  'raid_events',
];

/** Takes one assignment into the draft. Class lines, `enemy`, `copy` and profilesets are not for here. */
export const applyAssignment = (
  draft: ProfileDraft,
  assignment: Assignment,
  problems: ProblemList,
  note: (text: string) => void,
): void => {
  const { key, operator } = assignment;
  if (key === 'target_level' && operator === '+=') return applyTargetLevelOffset(draft, assignment, problems);
  if (key === 'raid_events') return applyRaidEvents(draft, assignment, problems);
  const list = listOfKey(key);
  if (list !== null) {
    const character = openCharacter(draft, assignment, problems);
    if (character !== null) {
      readActions(character.actionLists, list, operator, assignment.value, assignment.valueAt, problems);
    }
    return;
  }
  if (operator === '+=') {
    problems.add(
      problemAt(
        assignment.at,
        key,
        `${key}+=`,
        'Only actions, raid_events, target_level and profilesets can be appended to.',
        `Write ${key}=….`,
      ),
    );
    return;
  }
  const known =
    generalKeys.get(key) ??
    (draft.enemy === null ? ofCharacter.get(key) : ofEnemy.get(key)) ??
    (draft.enemy === null ? ofEnemy.get(key) : ofCharacter.get(key));
  if (known !== undefined) return known.assign(draft, assignment, problems);
  if (key.startsWith('override.') && classifyOtherKey(key).kind === 'unknown') {
    return applyOverride(draft, assignment, problems);
  }
  applyFamily(draft, assignment, problems, note);
};

const openCharacter = (draft: ProfileDraft, assignment: Assignment, problems: ProblemList): CharacterDraft | null => {
  if (draft.character === null) {
    reportNoneOpen(draft, 'character', assignment, problems);
  }
  return draft.character;
};

const applyTargetLevelOffset = (draft: ProfileDraft, assignment: Assignment, problems: ProblemList): void => {
  const read = wholeNumber('a whole number', 0, 10).read(assignment.value);
  if (read.kind === 'ok') {
    draft.fight.targetLevel = null;
    draft.fight.targetLevelOffset = read.value;
  } else problems.add(problemAt(assignment.valueAt, assignment.key, assignment.value, read.problem, read.remedy));
};

const applyRaidEvents = (draft: ProfileDraft, assignment: Assignment, problems: ProblemList): void => {
  const parsed = parseRaidEvents(assignment.value, assignment.valueAt);
  if (parsed.kind === 'invalid') return parsed.problems.forEach(problems.add);
  const events = [...(assignment.operator === '+=' ? draft.fight.raidEvents : []), ...parsed.events];
  if (events.length > profileLimits.maxRaidEvents) {
    problems.add(
      problemAt(
        assignment.valueAt,
        'raid_events',
        assignment.value,
        `There are more than ${profileLimits.maxRaidEvents} raid events.`,
        'Remove some.',
      ),
    );
  } else draft.fight.raidEvents = events;
};

const applyOverride = (draft: ProfileDraft, assignment: Assignment, problems: ProblemList): void => {
  const written = assignment.key.slice('override.'.length);
  const effect = findRaidEffect(draft.ruleset, written);
  const name = written === 'bloodlust' ? written : effect?.name;
  if (name === undefined) {
    problems.add(
      problemAt(
        assignment.at,
        assignment.key,
        assignment.value,
        `The ruleset "${draft.ruleset}" has no such raid buff or debuff.`,
        suggestName(written, raidEffectNames(draft.ruleset), 'names'),
      ),
    );
    return;
  }
  const read = wholeNumber('a whole number', 0, effect?.maxCount ?? 1).read(assignment.value);
  if (read.kind === 'refused') {
    problems.add(problemAt(assignment.valueAt, assignment.key, assignment.value, read.problem, read.remedy));
    return;
  }
  const overrides = new Map(draft.fight.overrides).set(name, read.value);
  const further = furtherRaidEffect(draft.ruleset, written);
  if (further !== null && read.value > 0) overrides.set(further, read.value);
  draft.fight.overrides = overrides;
};

/** Gear lines, stat keys, and what SimulationCraft knows beyond the tables. */
const applyFamily = (
  draft: ProfileDraft,
  assignment: Assignment,
  problems: ProblemList,
  note: (text: string) => void,
): void => {
  const { key } = assignment;
  const slot = slotOfKey(key);
  const stat = statKeyTable.get(key);
  if (slot === null && stat === undefined) return applyOther(assignment, problems, note);
  const character = openCharacter(draft, assignment, problems);
  if (character === null) return;
  if (stat !== undefined) {
    const read = statValue.read(assignment.value);
    if (read.kind === 'ok') character[stat.part][stat.stat] = read.value;
    else problems.add(problemAt(assignment.valueAt, key, assignment.value, read.problem, read.remedy));
    return;
  }
  if (slot === null) return;
  const parsed = parseGearLine(slot, assignment.value, assignment.valueAt);
  if (parsed.kind === 'invalid') return parsed.problems.forEach(problems.add);
  const gear = new Map(character.gear);
  if (parsed.item === null) gear.delete(slot);
  else gear.set(slot, parsed.item);
  character.gear = gear;
};

const applyOther = (assignment: Assignment, problems: ProblemList, note: (text: string) => void): void => {
  const { key, at, value } = assignment;
  if (summaryKeys.has(key)) return;
  const other = classifyOtherKey(key);
  switch (other.kind) {
    case 'without effect':
      return;
    case 'not modelled':
      note(`Line ${at.line}: ${safeText(key)} is not modelled and changes nothing.`);
      return;
    case 'refused':
      problems.add(
        problemAt(at, key, value, 'SimulationCraft knows this key, and it cannot be used here.', other.remedy),
      );
      return;
    case 'unknown':
      problems.add(problemAt(at, key, value, 'There is no such key.', suggestName(key, knownKeys, 'keys')));
  }
};

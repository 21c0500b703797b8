import type { Position } from './ast.ts';
import type { CharacterDraft, FightDraft, JobDraft, ProfileDraft, TargetDraft } from './profile-draft.ts';
import { problemAt, type ProblemList } from './problem.ts';
import type { Assignment } from './read-assignments.ts';
import { reportNoneOpen } from './report-none-open.ts';
import type { ValueReader } from './value-reader.ts';

/** What a key belongs to: the whole job, the fight of every arm, the open character, or the open enemy. */
export type KeyScope = 'job' | 'fight' | 'character' | 'enemy';

/** One row of the key table in docs/input.md. */
export interface KeyRow {
  readonly key: string;
  readonly scope: KeyScope;
  readonly takes: string;
  readonly limits: string;
  readonly default: string;
  readonly meaning: string;
}

export interface ProfileKey extends KeyRow {
  /** Reads the value into the draft, or reports why not. */
  readonly assign: (draft: ProfileDraft, assignment: Assignment, problems: ProblemList) => void;
}

const keyOf = <T, D>(
  scope: KeyScope,
  key: string,
  reader: ValueReader<T>,
  standard: string,
  meaning: string,
  part: (draft: ProfileDraft) => D | null,
  apply: (part: D, value: T, at: Position) => void,
): ProfileKey => ({
  key,
  scope,
  takes: reader.takes,
  limits: reader.limits,
  default: standard,
  meaning,
  assign: (draft, assignment, problems) => {
    const target = part(draft);
    if (target === null) {
      reportNoneOpen(draft, scope === 'enemy' ? 'enemy' : 'character', assignment, problems);
      return;
    }
    const read = reader.read(assignment.value);
    if (read.kind === 'ok') apply(target, read.value, assignment.valueAt);
    else problems.add(problemAt(assignment.valueAt, key, assignment.value, read.problem, read.remedy));
  },
});

type DefineKey<D> = <T>(
  key: string,
  reader: ValueReader<T>,
  standard: string,
  meaning: string,
  apply: (part: D, value: T, at: Position) => void,
) => ProfileKey;

export const jobKey: DefineKey<JobDraft> = (key, reader, standard, meaning, apply) =>
  keyOf('job', key, reader, standard, meaning, (draft) => draft.job, apply);

export const fightKey: DefineKey<FightDraft> = (key, reader, standard, meaning, apply) =>
  keyOf('fight', key, reader, standard, meaning, (draft) => draft.fight, apply);

export const characterKey: DefineKey<CharacterDraft> = (key, reader, standard, meaning, apply) =>
  keyOf('character', key, reader, standard, meaning, (draft) => draft.character, apply);

export const enemyKey: DefineKey<TargetDraft> = (key, reader, standard, meaning, apply) =>
  keyOf('enemy', key, reader, standard, meaning, (draft) => draft.enemy, apply);

import type { AddonExport } from './addon-export.ts';
import { applyAssignment } from './apply-assignment.ts';
import type { ArmConfig } from './arm-config.ts';
import { allClasses } from './character-names.ts';
import type { ChosenRuleset } from './choose-ruleset.ts';
import { jobKeys } from './fight-keys.ts';
import { finishArm } from './finish-arm.ts';
import type { JobInput } from './job-input.ts';
import { suggestName } from './nearest-name.ts';
import { problemAt, type ProblemList } from './problem.ts';
import {
  cloneCharacter,
  newCharacter,
  newFight,
  newJob,
  type CharacterDraft,
  type FightDraft,
  type JobDraft,
  type ProfileDraft,
} from './profile-draft.ts';
import { profileLimits } from './profile-limits.ts';
import { readInnerAssignment, type Assignment } from './read-assignments.ts';
import { properName } from './value-reader.ts';

const start = { line: 1, column: 1 };
const name = properName('a name in quotes');

/** What a profileset can not change, because it is of the whole job. */
const jobWideKeys: readonly string[] = [...jobKeys.map(({ key }) => key), 'ruleset', 'copy', 'enemy'];

interface ProfilesetDraft {
  readonly name: string;
  readonly assignments: Assignment[];
}

/** Walks the assignments in order and holds what is open. */
export class ProfileReader {
  private readonly problems: ProblemList;
  private readonly fight: FightDraft = newFight();
  private readonly job: JobDraft = newJob();
  private readonly draft: ProfileDraft;
  private readonly characters: CharacterDraft[] = [];
  private readonly profilesets = new Map<string, ProfilesetDraft>();
  private readonly notes = new Set<string>();

  constructor(chosen: ChosenRuleset, problems: ProblemList) {
    this.problems = problems;
    this.draft = {
      ruleset: chosen.ruleset,
      job: this.job,
      fight: this.fight,
      character: null,
      enemy: null,
      noneOpenReported: new Set(),
    };
    if (chosen.note !== null) this.note(chosen.note);
  }

  take(assignment: Assignment): void {
    const { key } = assignment;
    const className = key.replaceAll('_', '');
    if (allClasses.includes(className)) this.openCharacter(assignment, className);
    else if (key === 'enemy') this.openEnemy(assignment);
    else if (key === 'copy') this.copyCharacter(assignment);
    else if (key.startsWith('profileset.')) this.extendProfileset(assignment);
    else applyAssignment(this.draft, assignment, this.problems, (text) => this.note(text));
  }

  finish(addon: AddonExport): JobInput | null {
    const { problems, job } = this;
    const [first] = this.characters;
    if (first === undefined && problems.all().length === 0) {
      problems.add(
        problemAt(
          start,
          'profile',
          '',
          'The profile has no character.',
          `Begin with a line like hunter="Name"; classes are ${allClasses.join(', ')}.`,
        ),
      );
    }
    if (job.iterations !== null && job.targetErrorPct !== null) {
      problems.add(
        problemAt(
          job.targetErrorPct.at,
          'target_error',
          String(job.targetErrorPct.value),
          'Both iterations and target_error are stated.',
          'Remove one of them.',
        ),
      );
    }
    const arms = this.finishArms();
    if (problems.all().length > 0 || arms.length === 0) return null;
    if (addon.candidates.length > 0)
      this.note(`${addon.candidates.length} items that are not worn were read from comments.`);
    return {
      arms,
      ...(job.iterations === null ? {} : { iterations: job.iterations.value }),
      ...(job.targetErrorPct === null ? {} : { targetErrorPct: job.targetErrorPct.value }),
      ...(job.seed === null ? {} : { seed: job.seed }),
      weights: job.wantsWeights
        ? {
            stats: job.weightStats?.value ?? null,
            delta: null,
            deltaMultiplier: job.weightDeltaMultiplier,
            isCentred: job.weightsCentred,
          }
        : null,
      notes: [...this.notes],
      candidates: addon.candidates,
      loadouts: addon.loadouts,
    };
  }

  note(text: string): void {
    if (this.notes.size < profileLimits.maxNotes) this.notes.add(text);
  }

  private readName(assignment: Assignment, text: string): string | null {
    const read = name.read(text);
    if (read.kind === 'refused') {
      this.problems.add(problemAt(assignment.valueAt, assignment.key, text, read.problem, read.remedy));
      return null;
    }
    if (this.characters.some((character) => character.name === read.value)) {
      this.problems.add(
        problemAt(
          assignment.valueAt,
          assignment.key,
          text,
          'Two characters have the same name.',
          'Rename one of them.',
        ),
      );
    }
    return read.value;
  }

  private openCharacter(assignment: Assignment, className: string): void {
    const read = this.readName(assignment, assignment.value);
    // Opened all the same after a bad name, so that the lines below are checked too.
    this.open(newCharacter(read ?? '', className, assignment.at));
  }

  private open(character: CharacterDraft): void {
    if (this.characters.length + this.profilesets.size >= profileLimits.maxArms) {
      this.problems.add(
        problemAt(
          character.at,
          'profile',
          character.name,
          `There are more than ${profileLimits.maxArms} characters and profilesets.`,
          'Send them in several jobs.',
        ),
      );
      return;
    }
    this.characters.push(character);
    this.draft.character = character;
    this.draft.enemy = null;
  }

  private openEnemy(assignment: Assignment): void {
    const read = name.read(assignment.value);
    if (read.kind === 'refused')
      this.problems.add(problemAt(assignment.valueAt, 'enemy', assignment.value, read.problem, read.remedy));
    if (this.fight.enemies.length >= profileLimits.maxTargets) {
      this.problems.add(
        problemAt(
          assignment.at,
          'enemy',
          assignment.value,
          `There are more than ${profileLimits.maxTargets} enemies.`,
          'Remove some.',
        ),
      );
      return;
    }
    const enemy = { level: null, armor: null, race: null, health: null };
    this.fight.enemies = [...this.fight.enemies, enemy];
    this.draft.enemy = enemy;
    this.draft.character = null;
  }

  /** `copy=new` clones the character above it, `copy=new,other` the character named so. */
  private copyCharacter(assignment: Assignment): void {
    const [written = '', from] = assignment.value.split(',');
    const source =
      from === undefined ? this.characters.at(-1) : this.characters.find((character) => character.name === from.trim());
    if (source === undefined) {
      const names = this.characters.map((character) => character.name);
      this.problems.add(
        problemAt(
          assignment.valueAt,
          'copy',
          assignment.value,
          'There is no such character to copy.',
          names.length === 0 ? 'Put copy= below the character.' : suggestName(from ?? '', names, 'characters'),
        ),
      );
      return;
    }
    const read = this.readName(assignment, written);
    this.open(cloneCharacter(source, read ?? '', assignment.at));
  }

  private extendProfileset(assignment: Assignment): void {
    const written = assignment.key.slice('profileset.'.length).replaceAll('"', '');
    const read = name.read(written);
    if (read.kind === 'refused') {
      this.problems.add(problemAt(assignment.at, 'profileset', written, read.problem, read.remedy));
      return;
    }
    const inner = readInnerAssignment(assignment, this.problems);
    if (inner === null) return;
    if (jobWideKeys.includes(inner.key) || inner.key.startsWith('profileset.') || allClasses.includes(inner.key)) {
      this.problems.add(
        problemAt(
          inner.at,
          inner.key,
          inner.value,
          'A profileset cannot change this.',
          'Change it for the whole job, or write a character of its own.',
        ),
      );
      return;
    }
    const known = this.profilesets.get(read.value);
    if (known === undefined) {
      if (this.characters.length + this.profilesets.size >= profileLimits.maxArms) {
        this.problems.add(
          problemAt(
            assignment.at,
            'profileset',
            read.value,
            `There are more than ${profileLimits.maxArms} characters and profilesets.`,
            'Send them in several jobs.',
          ),
        );
        return;
      }
      this.profilesets.set(read.value, { name: read.value, assignments: [inner] });
    } else if (assignment.operator === '=') known.assignments.splice(0, known.assignments.length, inner);
    else known.assignments.push(inner);
  }

  private finishArms(): JobInput['arms'] {
    const arms: { readonly name: string; readonly config: ArmConfig }[] = [];
    let entries = 0;
    const finish = (character: CharacterDraft, fight: FightDraft): void => {
      if (this.problems.isFull()) return;
      entries += character.actionLists.count;
      if (entries > profileLimits.maxEntriesOverAllArms) {
        this.problems.add(
          problemAt(
            start,
            'profile',
            `${entries} entries`,
            `All arms together have more than ${profileLimits.maxEntriesOverAllArms} actions.`,
            'Send them in several jobs.',
          ),
        );
        return;
      }
      const config = finishArm(this.draft.ruleset, character, fight, this.problems);
      if (config === null) return;
      if (config.actionLists.length === 0)
        this.note(
          'No action list is given: only automatic attacks happen, unless the engine has a list of its own for the specialisation.',
        );
      arms.push({ name: character.name, config });
    };
    for (const character of this.characters) finish(character, this.fight);
    const [base] = this.characters;
    if (base === undefined) return arms;
    for (const profileset of this.profilesets.values()) {
      if (this.problems.isFull()) break;
      const character = cloneCharacter(base, profileset.name, base.at);
      const fight = { ...this.fight };
      if (this.characters.some((other) => other.name === profileset.name)) {
        this.problems.add(
          problemAt(
            profileset.assignments[0]?.at ?? start,
            'profileset',
            profileset.name,
            'A character has the same name.',
            'Rename the profileset.',
          ),
        );
      }
      const draft: ProfileDraft = {
        ruleset: this.draft.ruleset,
        job: this.job,
        fight,
        character,
        enemy: null,
        noneOpenReported: new Set(),
      };
      for (const assignment of profileset.assignments)
        applyAssignment(draft, assignment, this.problems, (text) => this.note(text));
      finish(character, fight);
    }
    return arms;
  }
}

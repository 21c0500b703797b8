import type { AddonExport } from './addon-export.ts';
import type { Ruleset } from './arm-config.ts';
import { rulesets } from './character-names.ts';
import { problemAt, type ProblemList } from './problem.ts';
import type { ProfileLine } from './read-assignments.ts';
import { oneOf } from './value-reader.ts';

export interface ChosenRuleset {
  readonly ruleset: Ruleset;
  /** Why it was chosen, when no one stated it. */
  readonly note: string | null;
}

/** Interface versions are numbered by expansion: 5.5.0 is 50500, 12.0.5 is 120005. */
const firstMopInterface = 50_000;
const firstLaterInterface = 60_000;

/**
 * The last `ruleset=` line decides; without one the game version an addon writes; without that it is retail. What was not
 * stated is said in a note.
 */
export const chooseRuleset = (
  lines: readonly ProfileLine[],
  addon: AddonExport,
  problems: ProblemList,
): ChosenRuleset => {
  const stated = lines.findLast((line) => line.kind === 'assignment' && line.assignment.key === 'ruleset');
  if (stated?.kind === 'assignment') {
    const { value, valueAt } = stated.assignment;
    const read = oneOf(rulesets, 'ruleset').read(value);
    if (read.kind === 'ok') return { ruleset: read.value, note: null };
    problems.add(problemAt(valueAt, 'ruleset', value, read.problem, read.remedy));
    return { ruleset: 'retail', note: null };
  }
  if (addon.interfaceVersion === null) {
    return {
      ruleset: 'retail',
      note: 'Ruleset retail, since none is stated; write ruleset=mop for Mists of Pandaria Classic.',
    };
  }
  const { value: version, at } = addon.interfaceVersion;
  if (version < firstMopInterface) {
    problems.add(
      problemAt(
        at,
        'ruleset',
        String(version),
        'This export is from a game that is not simulated.',
        'Export the character from Mists of Pandaria Classic or retail, or write ruleset=… yourself.',
      ),
    );
  }
  const ruleset = version < firstLaterInterface ? 'mop' : 'retail';
  return { ruleset, note: `Ruleset ${ruleset}, from the export's interface version ${version}.` };
};

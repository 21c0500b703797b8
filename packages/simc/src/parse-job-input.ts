import { checkAddonChecksum } from './addon-checksum.ts';
import { readAddonExport } from './addon-export.ts';
import { chooseRuleset } from './choose-ruleset.ts';
import type { JobInput } from './job-input.ts';
import { newProblemList, problemAt, type Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';
import { ProfileReader } from './profile-reader.ts';
import { readAssignments, utf8Length } from './read-assignments.ts';

export type ParsedJobInput =
  | { readonly kind: 'ok'; readonly input: JobInput }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/**
 * Reads a whole profile: SimulationCraft's own text or an export of its addon. Reports all problems at once, up to a
 * bound. Never throws; takes time in proportion to the length of the text.
 */
export const parseJobInput = (text: string): ParsedJobInput => {
  const problems = newProblemList();
  const bytes = utf8Length(text);
  if (bytes > profileLimits.maxBytes) {
    problems.add(
      problemAt(
        { line: 1, column: 1 },
        'profile',
        `${bytes} bytes`,
        `The profile is larger than ${profileLimits.maxBytes} bytes.`,
        'Send fewer characters or profilesets at once.',
      ),
    );
    return { kind: 'invalid', problems: problems.all() };
  }
  const lines = readAssignments(text, problems);
  const addon = readAddonExport(lines);
  const reader = new ProfileReader(chooseRuleset(lines, addon, problems), problems);
  for (const line of lines) {
    if (problems.isFull()) break;
    if (line.kind === 'assignment') reader.take(line.assignment);
  }
  if (checkAddonChecksum(text) === 'changed')
    reader.note('The text was changed after the addon wrote it: its checksum differs.');
  const input = reader.finish(addon);
  return input === null ? { kind: 'invalid', problems: problems.all() } : { kind: 'ok', input };
};

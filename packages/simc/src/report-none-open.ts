import { problemAt, type ProblemList } from './problem.ts';
import type { ProfileDraft } from './profile-draft.ts';
import type { Assignment } from './read-assignments.ts';

/**
 * Says that an option has nothing to belong to. Only the first time: after a misspelt class line every option of that
 * character would repeat it.
 */
export const reportNoneOpen = (
  draft: ProfileDraft,
  part: 'character' | 'enemy',
  assignment: Assignment,
  problems: ProblemList,
): void => {
  if (draft.noneOpenReported.has(part)) return;
  draft.noneOpenReported.add(part);
  const [what, example] = part === 'enemy' ? ['an enemy', 'enemy="Name"'] : ['a character', 'hunter="Name"'];
  problems.add(
    problemAt(
      assignment.at,
      assignment.key,
      assignment.value,
      `This belongs to ${what}, and none is open.`,
      `Put it below a line like ${example}.`,
    ),
  );
};

import type { Question } from '@wowlab/protocol';
import { armsForQuestion, type JobInput, type PlannedArm } from '@wowlab/simc';
import { CommandError, exitCodes } from './exit-codes.ts';
import { fieldErrorsText } from './output/problem-text.ts';

/**
 * The arms that answer a question, as a server plans them.
 *
 * @throws {CommandError} when a stat is none, or the arms are too many.
 */
export const readArms = (input: JobInput, question: Question | undefined): readonly PlannedArm[] => {
  const asked = armsForQuestion(input, question);
  if (asked.kind === 'ok') return asked.arms;
  const { stat, value, problem, remedy } = asked;
  throw new CommandError(
    exitCodes.refusedInput,
    `Stat weights can not be worked out:\n${fieldErrorsText([{ field: stat === null ? 'arms' : 'stats', value, problem, remedy }])}`,
  );
};

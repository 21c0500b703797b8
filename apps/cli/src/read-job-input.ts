import { type JobInput, parseJobInput } from '@wowlab/simc';
import { CommandError, exitCodes } from './exit-codes.ts';
import type { ModelledSpec } from './open-local-pool.ts';
import { fieldErrorsText } from './output/problem-text.ts';
import { printable } from './output/table.ts';

const specText = ({ ruleset, class: name, spec }: ModelledSpec): string => `${ruleset} ${name} ${spec}`;

/**
 * What a profile asks, checked as a server checks it; with `specs`, also against what an engine models.
 *
 * @throws {CommandError} that names every problem.
 */
export const readJobInput = (profile: string, specs?: readonly ModelledSpec[]): JobInput => {
  const parsed = parseJobInput(profile);
  if (parsed.kind === 'invalid') {
    throw new CommandError(
      exitCodes.refusedInput,
      `The profile can not be simulated as it stands:\n${fieldErrorsText(parsed.problems)}`,
    );
  }
  const known = specs?.map(specText) ?? [];
  for (const { name, config } of parsed.input.arms) {
    const wanted = specText({ ruleset: config.ruleset, class: config.character.class, spec: config.character.spec });
    if (specs === undefined || known.includes(wanted)) continue;
    throw new CommandError(
      exitCodes.refusedInput,
      `${wanted}, the specialization of ${JSON.stringify(printable(name))}, is not modelled. This engine models ${known.join(', ')}; \`ruleset=\` chooses the game.`,
    );
  }
  return parsed.input;
};

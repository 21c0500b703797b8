import type { ArmConfig } from './arm-config.ts';
import type { JobInput } from './job-input.ts';
import { parseJobInput } from './parse-job-input.ts';
import type { Problem } from './problem.ts';

/** The lines every profile of these tests begins with. */
export const hunter = ['ruleset=mop', 'hunter="A"', 'spec=beast_mastery', 'race=orc'];

export const text = (...lines: readonly string[]): string => lines.join('\n');

/** The input of a text that must be right. */
export const inputOf = (...lines: readonly string[]): JobInput => {
  const parsed = parseJobInput(text(...lines));
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.input;
};

/** The config of the first arm of a text that must be right. */
export const configOf = (...lines: readonly string[]): ArmConfig => {
  const [arm] = inputOf(...lines).arms;
  if (arm === undefined) throw new Error('no arm');
  return arm.config;
};

/** The problems of a text that must be wrong. */
export const problemsOf = (...lines: readonly string[]): readonly Problem[] => {
  const parsed = parseJobInput(text(...lines));
  if (parsed.kind === 'ok') throw new Error('the profile was accepted');
  return parsed.problems;
};

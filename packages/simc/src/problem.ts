import type { Position } from './ast.ts';
import { profileLimits } from './profile-limits.ts';

/** One thing that is wrong with a text, where, and what to do about it. Safe to print: see {@link safeText}. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The key, option or part of the grammar that is wrong, e.g. `max_time` or `if`. */
  readonly field: string;
  /** What was written there, cut and escaped. */
  readonly value: string;
  readonly problem: string;
  readonly remedy: string;
}

const maxShownLength = 60;
/** Sentences are ours, but quote names; this only guards against a forgotten one. */
const maxSentenceLength = 400;

// Control and format characters (direction marks, invisible ones, tags), lone surrogates, private use and line separators:
// nothing of these may reach a terminal, a log or a page from a profile.
const unsafeCharacter = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00A0]/u;

/** Whether a name may be stored and shown as it is. */
export const isSafeText = (text: string): boolean => !unsafeCharacter.test(text);

/** Text fit for a message: unsafe characters as `\u{…}`, at most 60 characters of the original, then `…`. */
export const safeText = (text: string): string => escapeText(text, maxShownLength);

const escapeText = (text: string, maxLength: number): string => {
  let shown = '';
  let length = 0;
  for (const character of text.slice(0, 2 * maxLength + 2)) {
    if (length === maxLength) return `${shown}…`;
    shown += unsafeCharacter.test(character) ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;
    length += 1;
  }
  return shown;
};

export const problemAt = (at: Position, field: string, value: string, problem: string, remedy: string): Problem => ({
  line: at.line,
  column: at.column,
  field: safeText(field),
  value: safeText(value),
  problem: escapeText(problem, maxSentenceLength),
  remedy: escapeText(remedy, maxSentenceLength),
});

/** Gathers problems up to the bound, each place and message once. */
export interface ProblemList {
  readonly add: (problem: Problem) => void;
  /** True when no more are taken, so that reading can stop. */
  readonly isFull: () => boolean;
  readonly all: () => readonly Problem[];
}

export const newProblemList = (): ProblemList => {
  const found: Problem[] = [];
  const seen = new Set<string>();
  return {
    add: (problem) => {
      const key = `${problem.line}:${problem.column}:${problem.field}:${problem.problem}`;
      if (found.length >= profileLimits.maxProblems || seen.has(key)) return;
      seen.add(key);
      found.push(problem);
    },
    isFull: () => found.length >= profileLimits.maxProblems,
    all: () => found.toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
};

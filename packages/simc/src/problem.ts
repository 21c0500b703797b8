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

// Control characters, soft hyphen, direction marks and overrides, line separators, byte order mark, surrogates and tags:
// nothing of these may reach a terminal, a log or a page from a profile.
const isUnsafe = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0xa0) ||
  code === 0xad ||
  code === 0x61c ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xd800 && code <= 0xdfff) ||
  code === 0xfeff ||
  (code >= 0xfff0 && code <= 0xffff) ||
  (code >= 0xe0000 && code <= 0xe0fff);

/** Whether a name may be stored and shown as it is. */
export const isSafeText = (text: string): boolean => {
  for (const character of text) {
    if (isUnsafe(character.codePointAt(0) ?? 0)) return false;
  }
  return true;
};

/** Text fit for a message: unsafe characters as `\u{…}`, at most 60 characters of the original, then `…`. */
export const safeText = (text: string): string => escapeText(text, maxShownLength);

const escapeText = (text: string, maxLength: number): string => {
  let shown = '';
  let length = 0;
  for (const character of text.slice(0, 2 * maxLength + 2)) {
    if (length === maxLength) return `${shown}…`;
    const code = character.codePointAt(0) ?? 0;
    shown += isUnsafe(code) ? `\\u{${code.toString(16)}}` : character;
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

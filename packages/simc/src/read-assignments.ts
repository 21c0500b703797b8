import type { Position } from './ast.ts';
import { problemAt, type ProblemList } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

/** One `key=value` or `key+=value` of a profile. */
export interface Assignment {
  readonly key: string;
  readonly operator: '=' | '+=';
  /** Without quotes around it. */
  readonly value: string;
  readonly at: Position;
  readonly valueAt: Position;
}

/** A comment line without its `#` signs and the white space around it. */
export interface Comment {
  readonly text: string;
  /** How many `#` it began with; addon exports head their sections with three. */
  readonly marks: number;
  readonly at: Position;
}

/** What a text consists of, in the order written. */
export type ProfileLine =
  | { readonly kind: 'assignment'; readonly assignment: Assignment }
  | { readonly kind: 'comment'; readonly comment: Comment };

/**
 * Splits a profile into assignments and comments. As in SimulationCraft, white space outside of quotes ends a value, so
 * several assignments may share a line, and `#` begins a comment at the start of a line or after white space.
 */
export const readAssignments = (text: string, problems: ProblemList): readonly ProfileLine[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.length > profileLimits.maxLines) {
    const at = { line: profileLimits.maxLines + 1, column: 1 };
    problems.add(
      problemAt(
        at,
        'profile',
        `${lines.length} lines`,
        `The profile has more than ${profileLimits.maxLines} lines.`,
        'Send fewer characters or profilesets at once.',
      ),
    );
    return [];
  }
  const found: ProfileLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (problems.isFull()) break;
    readLine(line, index + 1, found, problems);
  }
  return found;
};

const readLine = (line: string, number: number, found: ProfileLine[], problems: ProblemList): void => {
  if (line.length > profileLimits.maxLineLength) {
    problems.add(
      problemAt(
        { line: number, column: 1 },
        'profile',
        line,
        `The line is longer than ${profileLimits.maxLineLength} characters.`,
        'Split it: actions+=/… may be repeated.',
      ),
    );
    return;
  }
  let index = 0;
  for (;;) {
    while (isBlank(line.charCodeAt(index))) index += 1;
    if (index >= line.length) return;
    if (line.charAt(index) === '#') {
      found.push({ kind: 'comment', comment: readComment(line, index, number) });
      return;
    }
    const end = endOfToken(line, index);
    if (end === null) {
      problems.add(
        problemAt(
          { line: number, column: line.indexOf('"', index) + 1 },
          'profile',
          line.slice(index),
          'A quote is opened and never closed on this line.',
          'Add the missing ".',
        ),
      );
      return;
    }
    const assignment = readToken(line.slice(index, end), { line: number, column: index + 1 }, problems);
    if (assignment === null) return;
    found.push({ kind: 'assignment', assignment });
    index = end;
  }
};

// White space as SimulationCraft splits by: space, tab and stray carriage returns.
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0d;

const readComment = (line: string, index: number, number: number): Comment => {
  let marks = 0;
  while (line.charAt(index + marks) === '#') marks += 1;
  return { text: line.slice(index + marks).trim(), marks, at: { line: number, column: index + 1 } };
};

const endOfToken = (line: string, start: number): number | null => {
  let quoted = false;
  let index = start;
  for (; index < line.length; index += 1) {
    if (line.charAt(index) === '"') quoted = !quoted;
    else if (!quoted && isBlank(line.charCodeAt(index))) break;
  }
  return quoted ? null : index;
};

const readToken = (token: string, at: Position, problems: ProblemList): Assignment | null => {
  const equals = indexOutsideQuotes(token, '=');
  if (equals <= 0 || token.startsWith('+=')) {
    problems.add(
      problemAt(
        at,
        'profile',
        token,
        'This is not an option: it has no key and value joined by "=".',
        'Write key=value without spaces, put names with spaces into quotes, and begin comments with #.',
      ),
    );
    return null;
  }
  const appends = token.charAt(equals - 1) === '+';
  const key = token.slice(0, appends ? equals - 1 : equals);
  const raw = token.slice(equals + 1);
  const quoted = raw.length >= 2 && raw.startsWith('"') && raw.endsWith('"') && raw.indexOf('"', 1) === raw.length - 1;
  return {
    key,
    operator: appends ? '+=' : '=',
    value: quoted ? raw.slice(1, -1) : raw,
    at,
    valueAt: { line: at.line, column: at.column + equals + 1 + (quoted ? 1 : 0) },
  };
};

const indexOutsideQuotes = (text: string, character: string): number => {
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index) === '"') quoted = !quoted;
    else if (!quoted && text.charAt(index) === character) return index;
  }
  return -1;
};

/** Reads the assignment that is the value of another, as in `profileset."name"+=level=90`. */
export const readInnerAssignment = (outer: Assignment, problems: ProblemList): Assignment | null =>
  readToken(outer.value, outer.valueAt, problems);

/** The length of a text in UTF-8 bytes, without encoding it. */
export const utf8Length = (text: string): number => {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
};

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

import { isSequence, optionsOf, requiredOptions, variableOperations, type OptionKind } from './action-options.ts';
import type { ActionEntry, Position } from './ast.ts';
import { suggestName } from './nearest-name.ts';
import { parseExpression } from './parse-expression.ts';
import { isSafeText, problemAt, type Problem } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

export type ParsedActionEntry =
  | { readonly kind: 'ok'; readonly entry: ActionEntry }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

const actionPattern = /^[a-z][a-z0-9_]*$/;
const namePattern = /^[a-z0-9_|.'-]+$/i;
const secondsPattern = /^\d{1,6}(?:\.\d{1,6})?$/;
const numberPattern = /^-?\d{1,12}(?:\.\d{1,6})?$/;
const countPattern = /^\d{1,6}$/;
const targetIfPattern = /^(?:first:|min:|max:)/;

const after = (at: Position, characters: number): Position => ({ line: at.line, column: at.column + characters });

/** Reads one entry of an action list, e.g. `kill_command,if=focus>40`. Never throws. */
export const parseActionEntry = (text: string, at: Position = { line: 1, column: 1 }): ParsedActionEntry => {
  const problems: Problem[] = [];
  const entry = readEntry(text, at, problems);
  return entry === null || problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', entry };
};

const readEntry = (text: string, at: Position, problems: Problem[]): ActionEntry | null => {
  const nameEnd = text.search(/[,:]/);
  const action = (nameEnd < 0 ? text : text.slice(0, nameEnd)).trim().toLowerCase();
  if (!isActionName(action, at, problems)) return null;
  if (!isSequence(action)) {
    if (text.charAt(nameEnd) === ':') {
      problems.push(
        problemAt(
          after(at, nameEnd),
          action,
          text.slice(nameEnd),
          'Only sequence and strict_sequence have steps joined by colons.',
          'Write options after a comma.',
        ),
      );
      return null;
    }
    return { action, options: readOptions(action, text, nameEnd, at, problems) };
  }
  const [own = '', ...steps] = text.split(':');
  const options = readOptions(action, own, own.indexOf(','), at, problems);
  return { action, options, steps: readSteps(action, own.length, steps, at, problems) };
};

const readSteps = (
  action: string,
  start: number,
  steps: readonly string[],
  at: Position,
  problems: Problem[],
): readonly ActionEntry[] => {
  const entries: ActionEntry[] = [];
  let offset = start;
  if (steps.length === 0) {
    problems.push(
      problemAt(
        at,
        action,
        action,
        'A sequence needs steps.',
        'Write them after colons: sequence,name=opener:bestial_wrath:kill_command.',
      ),
    );
  }
  for (const step of steps) {
    const stepAt = after(at, offset + 1);
    offset += step.length + 1;
    if (problems.length >= profileLimits.maxProblems) break;
    if (isSequence(step.slice(0, step.indexOf(',') < 0 ? step.length : step.indexOf(',')).trim())) {
      problems.push(
        problemAt(stepAt, action, step, 'A sequence cannot hold another sequence.', 'Write its steps here.'),
      );
      continue;
    }
    const entry = readEntry(step, stepAt, problems);
    if (entry !== null) entries.push(entry);
  }
  return entries;
};

const isActionName = (action: string, at: Position, problems: Problem[]): boolean => {
  if (action === '') {
    problems.push(
      problemAt(
        at,
        'actions',
        action,
        'The name of an action is missing.',
        'Write an action like kill_command between the separators.',
      ),
    );
    return false;
  }
  if (action.length > profileLimits.maxTokenLength) {
    problems.push(
      problemAt(
        at,
        'actions',
        action,
        `The name of an action is longer than ${profileLimits.maxTokenLength} characters.`,
        'Shorten it.',
      ),
    );
    return false;
  }
  if (!actionPattern.test(action)) {
    problems.push(
      problemAt(
        at,
        'actions',
        action,
        'This is not the name of an action.',
        'Use letters, digits and underscores, e.g. kill_command; write % to divide, because / begins the next action.',
      ),
    );
    return false;
  }
  return true;
};

const readOptions = (
  action: string,
  text: string,
  firstComma: number,
  at: Position,
  problems: Problem[],
): Readonly<Record<string, string>> => {
  // Null prototype: an option named like a member of every object must not be mistaken for one that was written.
  const options: Record<string, string> = Object.create(null) as Record<string, string>;
  if (firstComma < 0) return checked(action, options, at, problems);
  let offset = firstComma + 1;
  let count = 0;
  for (const option of text.slice(offset).split(',')) {
    count += 1;
    if (problems.length >= profileLimits.maxProblems) break;
    if (count > profileLimits.maxOptionsPerAction) {
      problems.push(
        problemAt(
          after(at, offset),
          action,
          option,
          `An action has more than ${profileLimits.maxOptionsPerAction} options.`,
          'Remove some.',
        ),
      );
      break;
    }
    readOption(action, option, after(at, offset), options, problems);
    offset += option.length + 1;
  }
  return checked(action, options, at, problems);
};

const readOption = (
  action: string,
  option: string,
  at: Position,
  options: Record<string, string>,
  problems: Problem[],
): void => {
  const equals = option.indexOf('=');
  const key = (equals < 0 ? option : option.slice(0, equals)).trim();
  const known = optionsOf(action);
  if (key === '') {
    problems.push(problemAt(at, action, option, 'An option is missing between commas.', 'Remove the needless comma.'));
    return;
  }
  const kind = Object.hasOwn(known, key) ? known[key] : undefined;
  if (kind === undefined) {
    problems.push(
      problemAt(at, action, key, `"${action}" has no such option.`, suggestName(key, Object.keys(known), 'options')),
    );
    return;
  }
  if (equals < 0) {
    problems.push(problemAt(at, key, option, 'This option has no value.', `Write ${key}=….`));
    return;
  }
  if (Object.hasOwn(options, key)) {
    problems.push(
      problemAt(at, key, option, 'This option is given twice.', 'Join the conditions with &, or remove one.'),
    );
    return;
  }
  const raw = option.slice(equals + 1);
  const problem = checkValue(kind, key, raw, after(at, equals + 1));
  const compact = raw.replaceAll(/[ \t]+/g, '');
  if (problem === null) options[key] = kind === 'name' ? compact.toLowerCase() : compact;
  else problems.push(problem);
};

const checkValue = (kind: OptionKind, key: string, raw: string, at: Position): Problem | null => {
  const value = raw.trim();
  const refuse = (problem: string, remedy: string): Problem => problemAt(at, key, raw, problem, remedy);
  switch (kind) {
    case 'expression':
    case 'targetIf': {
      const skipped = kind === 'targetIf' ? (targetIfPattern.exec(raw)?.[0].length ?? 0) : 0;
      const parsed = parseExpression(raw.slice(skipped), after(at, skipped));
      return parsed.kind === 'ok' ? null : { ...parsed.problem, field: key };
    }
    case 'flag':
      return value === '0' || value === '1' ? null : refuse('This option is a switch.', 'Write 1 for on or 0 for off.');
    case 'seconds':
      return secondsPattern.test(value)
        ? null
        : refuse('This option is a number of seconds.', 'Write a number like 1.5.');
    case 'number':
      return numberPattern.test(value) ? null : refuse('This option is a number.', 'Write a number like 2 or -0.5.');
    case 'count':
      return countPattern.test(value) ? null : refuse('This option is a whole number.', 'Write a number like 3.');
    case 'name':
      return namePattern.test(value) && value.length <= profileLimits.maxTokenLength
        ? null
        : refuse('This option is a name.', 'Use letters, digits and underscores.');
    case 'text':
      return value !== '' && isSafeText(value) && value.length <= profileLimits.maxTokenLength
        ? null
        : refuse(
            'This option is empty, too long or holds characters that cannot be printed.',
            `Write at most ${profileLimits.maxTokenLength} printable characters.`,
          );
    default:
      return kind satisfies never;
  }
};

const checked = (
  action: string,
  options: Record<string, string>,
  at: Position,
  problems: Problem[],
): Readonly<Record<string, string>> => {
  const operation = options['op'];
  if (operation !== undefined && !variableOperations.some((known) => known === operation)) {
    problems.push(
      problemAt(
        at,
        'op',
        operation,
        'A variable has no such operation.',
        suggestName(operation, variableOperations, 'operations'),
      ),
    );
  }
  for (const required of requiredOptions(action, options)) {
    // An option that was written but refused has been reported already.
    if (!Object.hasOwn(options, required) && problems.length === 0) {
      problems.push(
        problemAt(at, required, action, `"${action}" needs the option "${required}".`, `Add ,${required}=….`),
      );
    }
  }
  return { ...options };
};

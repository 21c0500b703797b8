import { suggestName } from './nearest-name.ts';
import { isSafeText } from './problem.ts';
import { profileLimits } from './profile-limits.ts';

export type ReadValue<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: string; readonly remedy: string };

/** Reads the text of a key's value, and says for the documentation what it takes. */
export interface ValueReader<T> {
  /** What is written, with its unit, e.g. `seconds`. */
  readonly takes: string;
  /** Bounds, e.g. `10 to 1800`; empty when `takes` says it all. */
  readonly limits: string;
  readonly read: (text: string) => ReadValue<T>;
}

const ok = <T>(value: T): ReadValue<T> => ({ kind: 'ok', value });
const refused = (problem: string, remedy: string): ReadValue<never> => ({ kind: 'refused', problem, remedy });

// Plain decimals only: no exponent, no hexadecimal, no sign but minus, nothing that would become NaN or an infinity.
const decimalPattern = /^-?\d{1,15}(?:\.\d{1,9})?$/;
const integerPattern = /^-?\d{1,16}$/;

const shown = (value: number): string => String(value);

/** A whole number. */
export const wholeNumber = (takes: string, min: number, max: number): ValueReader<number> => {
  const limits = `${shown(min)} to ${shown(max)}`;
  return {
    takes,
    limits,
    read: (text) => {
      if (!integerPattern.test(text)) return refused('This is not a whole number.', `Write ${takes} from ${limits}.`);
      const value = Number(text);
      if (!Number.isSafeInteger(value) || value < min || value > max)
        return refused(`This is outside of ${limits}.`, `Write ${takes} from ${limits}.`);
      return ok(value === 0 ? 0 : value);
    },
  };
};

/** A decimal number, kept as it is. */
export const decimal = (takes: string, min: number, max: number): ValueReader<number> => scaled(takes, min, max, null);

/** A decimal number kept as the nearest whole number of a smaller unit: seconds as milliseconds with `scale` 1000. */
export const scaledDecimal = (takes: string, min: number, max: number, scale: number): ValueReader<number> =>
  scaled(takes, min, max, scale);

const scaled = (takes: string, min: number, max: number, scale: number | null): ValueReader<number> => {
  const limits = `${shown(min)} to ${shown(max)}`;
  return {
    takes,
    limits,
    read: (text) => {
      if (!decimalPattern.test(text))
        return refused('This is not a plain decimal number.', `Write ${takes} from ${limits}, e.g. ${shown(min)}.`);
      const value = Number(text);
      if (value < min || value > max) return refused(`This is outside of ${limits}.`, `Write ${takes} from ${limits}.`);
      const kept = scale === null ? value : Math.round(value * scale);
      return ok(kept === 0 ? 0 : kept);
    },
  };
};

/** `0` or `1`. */
export const onOff: ValueReader<boolean> = {
  takes: '0 or 1',
  limits: '',
  read: (text) =>
    text === '0' || text === '1' ? ok(text === '1') : refused('This is a switch.', 'Write 1 for on or 0 for off.'),
};

/** One of a few words, in any case. */
export const oneOf = <T extends string>(known: readonly T[], what: string): ValueReader<T> => ({
  takes: `one of ${known.join(', ')}`,
  limits: '',
  read: (text) => {
    const found = known.find((name) => name.toLowerCase() === text.toLowerCase());
    return found === undefined ? refused(`There is no such ${what}.`, suggestName(text, known, `${what}s`)) : ok(found);
  },
});

const tokenPattern = /^[a-z0-9][a-z0-9_.'-]*$/;

/** A name as SimulationCraft writes names: `Blood Elf` and `blood-elf` become `blood_elf`. */
export const asToken = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[ -]+/g, '_')
    .replaceAll(/[':,.]/g, '');

/** A name in lower case with underscores. */
export const token = (takes: string): ValueReader<string> => ({
  takes,
  limits: `letters, digits and underscores, at most ${profileLimits.maxTokenLength}`,
  read: (text) => {
    const value = asToken(text);
    return tokenPattern.test(value) && value.length <= profileLimits.maxTokenLength
      ? ok(value)
      : refused('This is not a name.', 'Use letters, digits and underscores.');
  },
});

/** A name, or nothing: empty, `none` and `disabled` mean none. */
export const tokenOrNone = (takes: string): ValueReader<string | null> => {
  const inner = token(takes);
  return {
    ...inner,
    read: (text) => (['', 'none', 'disabled', '0'].includes(text.toLowerCase()) ? ok(null) : inner.read(text)),
  };
};

/** A name people chose: printable, of limited length. */
export const properName = (takes: string): ValueReader<string> => ({
  takes,
  limits: `1 to ${profileLimits.maxNameLength} printable characters`,
  read: (text) => {
    const value = text.trim();
    if (value === '') return refused('The name is empty.', 'Write a name in quotes.');
    if (value.length > profileLimits.maxNameLength)
      return refused(`The name is longer than ${profileLimits.maxNameLength} characters.`, 'Shorten it.');
    if (!isSafeText(value))
      return refused(
        'The name holds characters that cannot be shown safely.',
        'Remove control characters, direction marks and invisible characters.',
      );
    return ok(value);
  },
});

/** A list of what `reader` takes, joined by `/` (or `:`); empty text is an empty list. */
export const listOf = <T>(reader: ValueReader<T>, max: number): ValueReader<readonly T[]> => ({
  takes: `${reader.takes}, several joined by /`,
  limits: `${reader.limits === '' ? '' : `${reader.limits}; `}at most ${max}`,
  read: (text) => {
    const values: T[] = [];
    for (const part of text === '' ? [] : text.replace(/\/$/, '').split(/[/:]/)) {
      if (values.length === max) return refused(`There are more than ${max}.`, 'Remove some.');
      const value = reader.read(part);
      if (value.kind === 'refused') return value;
      values.push(value.value);
    }
    return ok(values);
  },
});

/** A reader made of a pattern and what it means. */
export const pattern = <T>(
  takes: string,
  limits: string,
  read: (text: string) => T | null,
  problem: string,
  remedy: string,
): ValueReader<T> => ({
  takes,
  limits,
  read: (text) => {
    const value = read(text);
    return value === null ? refused(problem, remedy) : ok(value);
  },
});

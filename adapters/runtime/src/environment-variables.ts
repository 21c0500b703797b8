import type { Variable } from './environment.ts';

interface Described<Value> {
  readonly name: string;
  readonly about: string;
  readonly fallback?: Value;
}

const variable = <Value>(
  { name, about, ...rest }: Described<Value>,
  wanted: string,
  parse: (text: string) => Value | undefined,
  secret = false,
): Variable<Value> => ({
  name,
  about,
  secret,
  wanted,
  parse,
  ...('fallback' in rest ? { fallback: rest.fallback } : {}),
});

/** Any text, at most `maxLength` characters (default 4096). */
export const textVariable = (options: Described<string> & { readonly maxLength?: number }): Variable<string> => {
  const maxLength = options.maxLength ?? 4096;
  return variable(options, `text of at most ${maxLength} characters`, (text) =>
    text.length <= maxLength ? text : undefined,
  );
};

/** Text that may be left out: unset is null. */
export const optionalTextVariable = (options: Omit<Described<string>, 'fallback'>): Variable<string | null> =>
  variable<string | null>({ ...options, fallback: null }, 'text', (text) => text);

/** Text that no message may show, at least `minLength` characters (default 1). */
export const secretVariable = (options: Described<string> & { readonly minLength?: number }): Variable<string> => {
  const minLength = options.minLength ?? 1;
  return variable(
    options,
    minLength > 1 ? `a secret of at least ${minLength} characters` : 'a secret',
    (text) => (text.length >= minLength ? text : undefined),
    true,
  );
};

/** A secret that may be left out: unset is null. */
export const optionalSecretVariable = (options: Omit<Described<string>, 'fallback'>): Variable<string | null> =>
  variable<string | null>({ ...options, fallback: null }, 'a secret', (text) => text, true);

/** A whole number in decimal, within `[minimum, maximum]`. */
export const integerVariable = (
  options: Described<number> & { readonly minimum: number; readonly maximum: number },
): Variable<number> =>
  variable(options, `a whole number from ${options.minimum} to ${options.maximum}`, (text) => {
    if (!/^-?\d{1,16}$/.test(text)) return undefined;
    const value = Number(text);
    return Number.isSafeInteger(value) && value >= options.minimum && value <= options.maximum ? value : undefined;
  });

/** `true`, `1`, `yes`, `on` or their opposites. */
export const booleanVariable = (options: Described<boolean>): Variable<boolean> =>
  variable(options, '"true" or "false"', (text) => {
    const word = text.toLowerCase();
    if (['true', '1', 'yes', 'on'].includes(word)) return true;
    return ['false', '0', 'no', 'off'].includes(word) ? false : undefined;
  });

/** One of a fixed set of words. */
export const choiceVariable = <const Choice extends string>(
  options: Described<NoInfer<Choice>> & { readonly choices: readonly Choice[] },
): Variable<Choice> =>
  variable<Choice>(options, `one of ${options.choices.map((choice) => JSON.stringify(choice)).join(', ')}`, (text) =>
    options.choices.find((choice) => choice === text),
  );

const readUrl = (text: string, protocols: readonly string[]): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  return protocols.includes(new URL(text).protocol) ? text : undefined;
};

/** An absolute URL of one of the given protocols (written with their colon). A URL may hold a password and is not shown. */
export const urlVariable = (options: Described<string> & { readonly protocols: readonly string[] }): Variable<string> =>
  variable(
    options,
    `a URL that starts with ${options.protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    (text) => readUrl(text, options.protocols),
    true,
  );

/** A URL that may be left out: unset is null. */
export const optionalUrlVariable = (
  options: Omit<Described<string>, 'fallback'> & { readonly protocols: readonly string[] },
): Variable<string | null> => {
  const { parse, ...rest } = urlVariable(options);
  return { ...rest, parse, fallback: null };
};

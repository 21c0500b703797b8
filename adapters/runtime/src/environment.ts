/** What a program may be told through one environment variable. Made by `textVariable` and its siblings. */
export interface Variable<Value> {
  readonly name: string;
  /** For people: what the variable sets. Shown in a problem, and what a program lists as its settings. */
  readonly about: string;
  /** Used when the variable is unset or empty; without one the variable must be set. */
  readonly fallback?: Value;
  /** Kept out of every message. */
  readonly secret: boolean;
  /** What is wanted, as the end of "must be …". */
  readonly wanted: string;
  /** `undefined` refuses the text. */
  readonly parse: (text: string) => Value | undefined;
}

/** One variable that can not be used as it stands. */
export interface EnvironmentProblem {
  readonly name: string;
  readonly message: string;
}

type Variables = Readonly<Record<string, Variable<unknown>>>;

/** The values of a set of variables. */
export type EnvironmentOf<Wanted extends Variables> = {
  readonly [Key in keyof Wanted]: Wanted[Key] extends Variable<infer Value> ? Value : never;
};

export type ReadEnvironment<Config> =
  | { readonly kind: 'read'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly EnvironmentProblem[] };

const quote = (variable: Variable<unknown>, text: string): string =>
  variable.secret ? 'a value that is not shown' : JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);

const readOne = (variable: Variable<unknown>, env: NodeJS.ProcessEnv): { value?: unknown; message?: string } => {
  const text = env[variable.name]?.trim() ?? '';
  if (text === '') {
    if ('fallback' in variable) return { value: variable.fallback };
    return { message: `${variable.name} is not set. Set it to ${variable.wanted}: ${variable.about}` };
  }
  const value = variable.parse(text);
  if (value !== undefined) return { value };
  return {
    message: `${variable.name} is ${quote(variable, text)} but must be ${variable.wanted}: ${variable.about}`,
  };
};

/** Reads every variable, reports all problems at once, and freezes the result. An empty variable counts as unset. */
export const readEnvironment = <const Wanted extends Variables>(
  wanted: Wanted,
  env: NodeJS.ProcessEnv = process.env,
): ReadEnvironment<EnvironmentOf<Wanted>> => {
  const problems: EnvironmentProblem[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(wanted)) {
    const { value, message } = readOne(variable, env);
    if (message === undefined) config[key] = value;
    else problems.push({ name: variable.name, message });
  }
  if (problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'read', config: Object.freeze(config) as EnvironmentOf<Wanted> };
};

/** The problems as lines for a terminal. */
export const describeEnvironmentProblems = (problems: readonly EnvironmentProblem[]): string =>
  [
    `${problems.length} environment ${problems.length === 1 ? 'variable needs' : 'variables need'} correction:`,
    ...problems.map(({ message }) => `  - ${message}`),
  ].join('\n');

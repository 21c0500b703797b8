/** A config is well formed but can not be simulated. Everything a caller shows: what is wrong, and what to do about it. */
export class ConfigError extends Error {
  readonly field: string;
  readonly value: string;
  readonly remedy: string;

  constructor(field: string, value: unknown, problem: string, remedy: string) {
    const quoted = typeof value === 'string' ? value : JSON.stringify(value);
    super(`${field} is ${quoted}: ${problem} ${remedy}`);
    this.name = 'ConfigError';
    this.field = field;
    this.value = quoted;
    this.remedy = remedy;
  }
}

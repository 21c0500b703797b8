/** Reads a script's reply in order and refuses what its header does not say. */
export class ReplyReader {
  readonly #values: readonly unknown[];
  readonly #script: string;
  #at = 0;

  constructor(script: string, reply: unknown) {
    if (!Array.isArray(reply)) throw new TypeError(`${script} replied ${typeof reply}; a list is wanted`);
    this.#script = script;
    this.#values = reply as readonly unknown[];
  }

  get left(): number {
    return this.#values.length - this.#at;
  }

  text(): string {
    const value = this.#values[this.#at];
    this.#at += 1;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw new TypeError(`${this.#script} replied ${typeof value} at ${this.#at - 1}; text is wanted`);
  }

  integer(): number {
    const text = this.text();
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new TypeError(`${this.#script} replied ${text}; a whole number is wanted`);
    return value;
  }

  /** All that is left, as text. */
  texts(): string[] {
    const rest: string[] = [];
    while (this.left > 0) rest.push(this.text());
    return rest;
  }

  nested(): ReplyReader {
    const value = this.#values[this.#at];
    this.#at += 1;
    return new ReplyReader(this.#script, value);
  }

  /** A flat list of field, value, field, value, … */
  fields(): ReadonlyMap<string, string> {
    const pairs = new Map<string, string>();
    while (this.left > 0) pairs.set(this.text(), this.text());
    return pairs;
  }

  /** Throws for a first word that the caller does not know. */
  unexpected(word: string): never {
    throw new TypeError(`${this.#script} replied ${JSON.stringify(word)}, which its header does not know`);
  }
}

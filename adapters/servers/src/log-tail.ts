/** Keeps the last lines a process wrote, so that a report can show what went wrong without keeping everything. */
export class LogTail {
  readonly #lines: string[] = [];
  readonly #maxLines: number;
  #unfinished = '';

  constructor(maxLines: number) {
    this.#maxLines = maxLines;
  }

  append(text: string): void {
    const lines = (this.#unfinished + text).split('\n');
    this.#unfinished = lines.pop() ?? '';
    this.#lines.push(...lines);
    if (this.#lines.length > this.#maxLines) this.#lines.splice(0, this.#lines.length - this.#maxLines);
  }

  text(): string {
    return [...this.#lines, ...(this.#unfinished === '' ? [] : [this.#unfinished])].join('\n');
  }
}

import type { Logger } from '@wowlab/runtime';

/** Tells people when the server was lost and when it is back, once each, however many requests notice. */
export class ContactLog {
  readonly #logger: Logger;
  #lostAtMs: number | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  lost(reason: string): void {
    if (this.#lostAtMs !== undefined) return;
    this.#lostAtMs = performance.now();
    this.#logger.warn({ reason }, 'no contact with the server; keeping results and trying on');
  }

  reached(): void {
    if (this.#lostAtMs === undefined) return;
    const seconds = Math.round((performance.now() - this.#lostAtMs) / 1000);
    this.#lostAtMs = undefined;
    this.#logger.info({ seconds }, 'in contact with the server again');
  }
}

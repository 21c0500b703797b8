import type { Fight } from './fight.ts';

/** When something may be done again. Ready at the pull. */
export class Cooldown {
  readonly durationMs: number;
  /** Ready from this moment on, ms since the pull. */
  readyAt = 0;
  readonly #fight: Fight;

  constructor(fight: Fight, durationMs: number) {
    this.#fight = fight;
    this.durationMs = durationMs;
    fight.onReset(this);
  }

  get isReady(): boolean {
    return this.readyAt <= this.#fight.now;
  }

  remaining(): number {
    return Math.max(0, this.readyAt - this.#fight.now);
  }

  start(): void {
    this.readyAt = this.#fight.now + this.durationMs;
  }

  /** Starts it with another length, as effects that shorten a cooldown do. */
  startFor(durationMs: number): void {
    this.readyAt = this.#fight.now + durationMs;
  }

  clear(): void {
    this.readyAt = 0;
  }

  reset(): void {
    this.readyAt = 0;
  }
}

import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';

export interface SeparateStacksOptions {
  readonly durationMs: number;
  /** Applications beyond this replace the oldest. */
  readonly maxStacks: number;
  /** Time between the pulses of each application; left out for none. The last one comes with its end. */
  readonly pulseMs?: number;
  readonly onPulse?: () => void;
  readonly onStacks?: (stacks: number) => void;
}

/** A buff of which each application is its own: with its own end, and its own pulses. */
export class SeparateStacks {
  stacks = 0;
  readonly #fight: Fight;
  readonly #options: SeparateStacksOptions;
  readonly #timers: number[] = [];
  readonly #endsAt: Float64Array;
  #next = 0;

  constructor(fight: Fight, options: SeparateStacksOptions) {
    this.#fight = fight;
    this.#options = options;
    this.#endsAt = new Float64Array(options.maxStacks);
    for (let slot = 0; slot < options.maxStacks; slot += 1) {
      this.#timers.push(fight.timer(eventPriority.effect, () => this.#fire(slot)));
    }
    fight.onReset(this);
  }

  apply(): void {
    const { durationMs, maxStacks } = this.#options;
    const slot = this.#next;
    this.#next = slot + 1 === maxStacks ? 0 : slot + 1;
    this.#endsAt[slot] = this.#fight.now + durationMs;
    // Slots are taken in turns and all last equally long, so one that is still taken holds the oldest.
    const replaces = this.#fight.queue.isArmed(this.#timers[slot] as number);
    this.#arm(slot);
    if (!replaces) this.#change(1);
  }

  reset(): void {
    this.stacks = 0;
    this.#next = 0;
  }

  #arm(slot: number): void {
    const { durationMs, pulseMs } = this.#options;
    const at = Math.min(this.#fight.now + (pulseMs ?? durationMs), this.#endsAt[slot] as number);
    this.#fight.queue.schedule(this.#timers[slot] as number, at);
  }

  #fire(slot: number): void {
    const ends = this.#fight.now >= (this.#endsAt[slot] as number);
    this.#options.onPulse?.();
    if (ends) this.#change(-1);
    else this.#arm(slot);
  }

  #change(by: number): void {
    this.stacks += by;
    this.#options.onStacks?.(this.stacks);
  }
}

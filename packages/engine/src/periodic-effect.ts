import { Aura } from './aura.ts';
import { TARGET } from './target.ts';
import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';

export interface PeriodicEffectOptions {
  readonly name: string;
  /** Who carries it; the first enemy when left out. */
  readonly on?: string;
  readonly ticks: number;
  readonly periodMs: number;
  readonly onTick: () => void;
  /** Called at each application, e.g. to remember what the damage is worked out from. */
  readonly onApply?: () => void;
}

/**
 * Damage over time with a fixed period. Applied again while it runs, it keeps the tick that is under way and runs a full
 * duration after it.
 */
export class PeriodicEffect {
  readonly aura: Aura;
  readonly #fight: Fight;
  readonly #ticks: number;
  readonly #periodMs: number;
  readonly #onTick: () => void;
  readonly #onApply: (() => void) | null;
  readonly #timer: number;
  #left = 0;

  constructor(fight: Fight, options: PeriodicEffectOptions) {
    this.#fight = fight;
    this.#ticks = options.ticks;
    this.#periodMs = options.periodMs;
    this.#onTick = options.onTick;
    this.#onApply = options.onApply ?? null;
    this.aura = new Aura(fight, { name: options.name, durationMs: null, kind: 'debuff', on: options.on ?? TARGET });
    this.#timer = fight.timer(eventPriority.effect, () => this.#tick());
    fight.onReset(this);
  }

  get isTicking(): boolean {
    return this.#left > 0;
  }

  /** Milliseconds until the last tick; 0 when it does not run. */
  remaining(): number {
    if (this.#left === 0) return 0;
    return this.#fight.queue.timeOf(this.#timer) - this.#fight.now + (this.#left - 1) * this.#periodMs;
  }

  /** Ticks still to come. */
  get ticksLeft(): number {
    return this.#left;
  }

  apply(): void {
    this.aura.apply();
    if (this.#onApply !== null) this.#onApply();
    if (this.#left > 0) {
      this.#left = this.#ticks + 1;
      return;
    }
    this.#left = this.#ticks;
    this.#fight.queue.schedule(this.#timer, this.#fight.now + this.#periodMs);
  }

  /** Ends it without the ticks it still had. */
  cancel(): void {
    if (this.#left === 0) return;
    this.#left = 0;
    this.#fight.queue.cancel(this.#timer);
    this.aura.drop();
  }

  reset(): void {
    this.#left = 0;
  }

  #tick(): void {
    this.#left -= 1;
    this.#onTick();
    if (this.#left > 0) this.#fight.queue.schedule(this.#timer, this.#fight.now + this.#periodMs);
    else this.aura.drop();
  }
}

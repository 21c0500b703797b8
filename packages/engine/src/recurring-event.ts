import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';
import { drawAbout } from './normal-deviate.ts';

/** A length that is drawn anew each time, ms. */
export interface DrawnLength {
  readonly mean: number;
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
}

export interface RecurringEventOptions {
  /** First start after the pull, ms, asked at each pull. */
  readonly firstMs: () => number;
  /** Nothing starts from this moment on, ms; left out for no such moment. */
  readonly lastMs?: () => number;
  /** Whether what is under way ends at that moment too. */
  readonly stopsAtLast?: boolean;
  /** From one start to the next; a mean of 0 is once only. */
  readonly cooldown: DrawnLength;
  readonly duration: DrawnLength;
  /** @returns how long it really lasts, ms, when that is not what was drawn. */
  readonly onStart: (durationMs: number) => number;
  readonly onFinish: () => void;
}

/** The least time between an event's end and its next start, ms. */
const LEAST_PAUSE_MS = 10;

/**
 * Something that happens to the fight again and again: starts, lasts, ends, and starts anew after its cooldown, counted from
 * start to start. Two starts of one event never overlap. Source: simulationcraft/simc engine/sim/raid_event.cpp
 * `raid_event_t::schedule`.
 *
 *   waiting ── start ──▶ up ── finish ──▶ waiting …          (no start from `last` on)
 */
export class RecurringEvent {
  isUp = false;
  /** Starts in this fight. */
  starts = 0;
  readonly #fight: Fight;
  readonly #options: RecurringEventOptions;
  readonly #start: number;
  readonly #finish: number;
  readonly #last: number;

  constructor(fight: Fight, options: RecurringEventOptions) {
    this.#fight = fight;
    this.#options = options;
    this.#start = fight.timer(eventPriority.effect, () => this.#begin());
    this.#finish = fight.timer(eventPriority.effect, () => this.#end());
    this.#last = fight.timer(eventPriority.effect, () => {
      fight.queue.cancel(this.#start);
      if (options.stopsAtLast !== true || !this.isUp) return;
      fight.queue.cancel(this.#finish);
      this.#end();
    });
    fight.onReset(this);
  }

  /** Milliseconds until it starts next; Infinity when it does not. */
  startsIn(): number {
    const { queue, now } = this.#fight;
    return queue.isArmed(this.#start) ? queue.timeOf(this.#start) - now : Number.POSITIVE_INFINITY;
  }

  /** Milliseconds until it ends; 0 when it is not up. */
  remaining(): number {
    return this.isUp ? this.#fight.queue.timeOf(this.#finish) - this.#fight.now : 0;
  }

  reset(): void {
    this.isUp = false;
    this.starts = 0;
    const { queue } = this.#fight;
    const { firstMs, lastMs } = this.#options;
    const first = Math.max(0, firstMs());
    const last = lastMs?.();
    if (last !== undefined && first >= last) return;
    queue.schedule(this.#start, first);
    if (last !== undefined) queue.schedule(this.#last, last);
  }

  #begin(): void {
    const { random, queue, now } = this.#fight;
    const { cooldown, duration, onStart } = this.#options;
    this.starts += 1;
    this.isUp = true;
    const drawn = drawAbout(random, duration.mean, duration.deviation, duration.min, duration.max);
    const lasts = Math.max(0, onStart(drawn));
    if (cooldown.mean > 0) {
      const wait = drawAbout(random, cooldown.mean, cooldown.deviation, cooldown.min, cooldown.max);
      queue.schedule(this.#start, now + (wait > lasts ? wait : lasts + LEAST_PAUSE_MS));
    }
    if (lasts > 0) queue.schedule(this.#finish, now + lasts);
    else this.#end();
  }

  #end(): void {
    this.isUp = false;
    this.#options.onFinish();
  }
}

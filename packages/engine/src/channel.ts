import type { Actor } from './actor.ts';
import { eventPriority } from './event-queue.ts';

export interface ChannelOptions {
  readonly actor: Actor;
  /** Told the number of the tick, from 0; the first one comes at once. */
  readonly onTick: (tick: number) => void;
  /** After the last tick. */
  readonly onEnd?: () => void;
}

/** A channel: its first tick comes at once, its last with its end, and its actor does nothing else meanwhile. */
export class Channel {
  readonly #options: ChannelOptions;
  readonly #timer: number;
  #done = 0;
  #ticks = 0;
  #periodMs = 0;
  #startedAt = 0;

  constructor(options: ChannelOptions) {
    this.#options = options;
    const { fight } = options.actor;
    this.#timer = fight.timer(eventPriority.cast, () => this.#tick());
    fight.onReset(this);
  }

  get isUnderWay(): boolean {
    return this.#done < this.#ticks;
  }

  /** @param ticks in all, with the one at once. @param periodMs between two of them, with fractions: ends stay exact. */
  start(ticks: number, periodMs: number): void {
    const { fight } = this.#options.actor;
    this.#done = 0;
    this.#ticks = ticks;
    this.#periodMs = periodMs;
    this.#startedAt = fight.now;
    this.#options.actor.holdUntil(this.#at(ticks - 1));
    this.#tick();
  }

  reset(): void {
    this.#done = 0;
    this.#ticks = 0;
  }

  #at(tick: number): number {
    return this.#startedAt + Math.round(tick * this.#periodMs);
  }

  #tick(): void {
    const { onTick, onEnd, actor } = this.#options;
    const tick = this.#done;
    this.#done += 1;
    if (this.#done < this.#ticks) actor.fight.queue.schedule(this.#timer, this.#at(this.#done));
    onTick(tick);
    if (this.#done === this.#ticks) onEnd?.();
  }
}

import type { Actor } from './actor.ts';
import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';
import { restriction } from './restriction.ts';

const MS_PER_SECOND = 1000;

/** The actor's running: while it lasts, casts that need a stand are broken off and not begun. */
export class Movement {
  readonly #fight: Fight;
  readonly #yardsPerSecond: number;
  readonly #stop: number;

  constructor(actor: Actor, yardsPerSecond: number) {
    this.#fight = actor.fight;
    this.#yardsPerSecond = yardsPerSecond;
    this.#stop = actor.fight.timer(eventPriority.effect, () => actor.allow(restriction.moving));
    this.#begin = () => actor.restrict(restriction.moving);
  }

  readonly #begin: () => void;

  /** Runs so far from here, which replaces a shorter way still to go. @returns how long that takes, ms. */
  run(yards: number): number {
    const { queue, now } = this.#fight;
    const lasts = Math.round((yards / this.#yardsPerSecond) * MS_PER_SECOND);
    if (lasts <= this.remaining()) return this.remaining();
    queue.schedule(this.#stop, now + lasts);
    this.#begin();
    return lasts;
  }

  get isMoving(): boolean {
    return this.#fight.queue.isArmed(this.#stop);
  }

  /** Milliseconds until it stands again. */
  remaining(): number {
    return this.isMoving ? this.#fight.queue.timeOf(this.#stop) - this.#fight.now : 0;
  }

  /** Yards still to go. */
  distance(): number {
    return (this.remaining() / MS_PER_SECOND) * this.#yardsPerSecond;
  }
}

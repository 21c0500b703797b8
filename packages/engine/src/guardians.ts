import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';

/** One of several guardians of a kind, as content builds it. */
export interface Guardian {
  /** It appears. */
  arrive(): void;
  /** Its time is up. */
  leave(): void;
}

/**
 * Guardians of a kind, each there for a limited time. They are built once; a summons takes one that is free, or makes the
 * one stay on that would leave first.
 */
export class Guardians<Kind extends Guardian> {
  /** How many are there. */
  active = 0;
  readonly #fight: Fight;
  readonly #members: readonly Kind[];
  readonly #timers: readonly number[];

  constructor(fight: Fight, members: readonly Kind[]) {
    if (members.length === 0) throw new RangeError('guardians of a kind can not be none');
    this.#fight = fight;
    this.#members = members;
    this.#timers = members.map((member) =>
      fight.timer(eventPriority.effect, () => {
        this.active -= 1;
        member.leave();
      }),
    );
    fight.onReset(this);
  }

  summon(durationMs: number): void {
    const { queue, now } = this.#fight;
    const endsAt = now + durationMs;
    let first = 0;
    for (let index = 0; index < this.#timers.length; index += 1) {
      const timer = this.#timers[index] as number;
      if (!queue.isArmed(timer)) {
        queue.schedule(timer, endsAt);
        this.active += 1;
        (this.#members[index] as Kind).arrive();
        return;
      }
      if (queue.timeOf(timer) < queue.timeOf(this.#timers[first] as number)) first = index;
    }
    queue.schedule(this.#timers[first] as number, endsAt);
  }

  /** Does something with each that is there. */
  forEachActive(act: (member: Kind) => void): void {
    for (let index = 0; index < this.#members.length; index += 1) {
      if (this.#fight.queue.isArmed(this.#timers[index] as number)) act(this.#members[index] as Kind);
    }
  }

  reset(): void {
    this.active = 0;
  }
}

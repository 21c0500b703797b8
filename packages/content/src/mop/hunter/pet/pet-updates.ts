import { eventPriority, type Fight } from '@wowlab/engine';
import { mopRules } from '../../rules.ts';

/**
 * Pets learn of changes of their owner only at regular updates, whose phase is random in each fight.
 * Source: wowsims/mop sim/core/pet.go `TriggerDelayedPetInheritance`.
 */
export class PetUpdates {
  readonly #fight: Fight;
  readonly #timer: number;
  readonly #pets: (() => void)[] = [];
  #offsetMs = 0;

  constructor(fight: Fight) {
    this.#fight = fight;
    this.#timer = fight.timer(eventPriority.effect, () => {
      for (const update of this.#pets) update();
    });
    fight.onReset(this);
  }

  /** `update` is called at each update that follows a change. */
  add(update: () => void): void {
    this.#pets.push(update);
  }

  /** Something pets inherit has changed. */
  schedule(): void {
    const { queue, now } = this.#fight;
    if (queue.isArmed(this.#timer)) return;
    const period = mopRules.petUpdateMs;
    const beats = Math.floor((now - this.#offsetMs) / period) + 1;
    queue.schedule(this.#timer, this.#offsetMs + beats * period);
  }

  reset(): void {
    this.#offsetMs = Math.floor(this.#fight.random.next() * mopRules.petUpdateMs);
  }
}

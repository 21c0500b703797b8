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
  /** How long before the pull what is done now was done, ms; 0 from the pull on. */
  leadMs = 0;

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
    const beats = Math.floor((now - this.leadMs - this.#offsetMs) / period) + 1;
    const next = this.#offsetMs + beats * period;
    if (next > now) queue.schedule(this.#timer, next);
    else for (const update of this.#pets) update();
  }

  reset(): void {
    this.#offsetMs = Math.floor(this.#fight.random.next() * mopRules.petUpdateMs);
  }
}

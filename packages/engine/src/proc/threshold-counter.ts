import type { Fight } from '../fight.ts';
import type { ProcChance } from './proc-chance.ts';

/** What a new fight starts from: nothing, or anything below the threshold. */
export type ThresholdStart = 'empty' | 'random';

/** Each attempt adds a step; a proc is due whenever a whole 1 is reached, and what is above it is kept. */
export class ThresholdCounter implements ProcChance {
  readonly #fight: Fight;
  readonly #step: () => number;
  readonly #start: ThresholdStart;
  #sum = 0;

  /** @param step what an attempt adds, e.g. a share that grows with haste; at most 1. */
  constructor(fight: Fight, step: () => number, start: ThresholdStart) {
    this.#fight = fight;
    this.#step = step;
    this.#start = start;
    fight.onReset(this);
  }

  attempt(): boolean {
    this.#sum += this.#step();
    if (this.#sum < 1) return false;
    this.#sum -= 1;
    return true;
  }

  reset(): void {
    this.#sum = this.#start === 'empty' ? 0 : this.#fight.random.next();
  }
}

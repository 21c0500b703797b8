import type { Fight } from '../fight.ts';
import type { ProcChance } from './proc-chance.ts';

/** A chance that begins at `step`, grows by it with each failure, and starts over after a proc. */
export class AccumulatedChance implements ProcChance {
  readonly #fight: Fight;
  readonly #step: number;
  #failures = 0;

  constructor(fight: Fight, step: number) {
    this.#fight = fight;
    this.#step = step;
    fight.onReset(this);
  }

  attempt(): boolean {
    this.#failures += 1;
    if (this.#fight.random.next() >= this.#step * this.#failures) return false;
    this.#failures = 0;
    return true;
  }

  reset(): void {
    this.#failures = 0;
  }
}

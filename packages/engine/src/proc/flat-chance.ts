import type { Fight } from '../fight.ts';
import type { ProcChance } from './proc-chance.ts';

/** The same chance at every attempt. */
export class FlatChance implements ProcChance {
  readonly #fight: Fight;
  readonly #chance: number;

  constructor(fight: Fight, chance: number) {
    this.#fight = fight;
    this.#chance = chance;
  }

  attempt(): boolean {
    return this.#chance >= 1 || this.#fight.random.next() < this.#chance;
  }
}

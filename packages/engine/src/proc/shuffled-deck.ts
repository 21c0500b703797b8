import type { Fight } from '../fight.ts';
import type { ProcChance } from './proc-chance.ts';

/** Draws cards from a shuffled deck without putting them back; an empty deck is shuffled anew. */
export class ShuffledDeck implements ProcChance {
  readonly #fight: Fight;
  readonly #cards: number;
  readonly #hits: number;
  #cardsLeft = 0;
  #hitsLeft = 0;

  /** @param hits cards of the deck that are procs. */
  constructor(fight: Fight, cards: number, hits: number) {
    if (!(Number.isInteger(cards) && Number.isInteger(hits) && hits >= 0 && cards >= hits && cards > 0)) {
      throw new RangeError(`there is no deck of ${cards} cards with ${hits} hits`);
    }
    this.#fight = fight;
    this.#cards = cards;
    this.#hits = hits;
    fight.onReset(this);
    this.reset();
  }

  attempt(): boolean {
    if (this.#cardsLeft === 0) this.reset();
    const isHit = this.#fight.random.next() * this.#cardsLeft < this.#hitsLeft;
    this.#cardsLeft -= 1;
    if (isHit) this.#hitsLeft -= 1;
    return isHit;
  }

  reset(): void {
    this.#cardsLeft = this.#cards;
    this.#hitsLeft = this.#hits;
  }
}

import type { Fight } from './fight.ts';

/**
 * A resource that regenerates continuously, such as focus. Its amount is worked out when somebody asks, so regeneration
 * costs no events. The rate may change at any time; what was regenerated until then is kept.
 */
export class Resource {
  readonly name: string;
  readonly max: number;
  /** What regeneration and gains could not add because the resource was full, in this fight. */
  wasted = 0;
  readonly #fight: Fight;
  readonly #initialPerSecond: number;
  #amount: number;
  #perMs: number;
  #updatedAt = 0;

  constructor(fight: Fight, name: string, max: number, perSecond: number) {
    this.#fight = fight;
    this.name = name;
    this.max = max;
    this.#initialPerSecond = perSecond;
    this.#amount = max;
    this.#perMs = perSecond / 1000;
    fight.onReset(this);
  }

  amount(): number {
    const now = this.#fight.now;
    const elapsed = now - this.#updatedAt;
    if (elapsed > 0) {
      this.#updatedAt = now;
      this.#put(this.#amount + elapsed * this.#perMs);
    }
    return this.#amount;
  }

  gain(points: number): void {
    this.#put(this.amount() + points);
  }

  /** @throws when there is less than `points`: whoever spends checks first. */
  spend(points: number): void {
    const amount = this.amount();
    if (points > amount) throw new RangeError(`can not spend ${points} of ${amount} ${this.name}`);
    this.#amount = amount - points;
  }

  get perSecond(): number {
    return this.#perMs * 1000;
  }

  setPerSecond(perSecond: number): void {
    this.amount();
    this.#perMs = perSecond / 1000;
  }

  /** Milliseconds, rounded up, until there are `points` by regeneration alone; 0 when there are. */
  msUntil(points: number): number {
    const missing = points - this.amount();
    return missing <= 0 ? 0 : Math.ceil(missing / this.#perMs);
  }

  reset(): void {
    this.#amount = this.max;
    this.#updatedAt = 0;
    this.#perMs = this.#initialPerSecond / 1000;
    this.wasted = 0;
  }

  #put(amount: number): void {
    if (amount > this.max) {
      this.wasted += amount - this.max;
      this.#amount = this.max;
    } else {
      this.#amount = amount;
    }
  }
}

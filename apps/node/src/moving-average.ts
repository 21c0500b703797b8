/** An average in which the newest value has the given weight; 0 while there is none. */
export class MovingAverage {
  readonly #weight: number;
  #value = 0;
  #known = false;

  constructor(weight: number) {
    this.#weight = weight;
  }

  get value(): number {
    return this.#value;
  }

  add(value: number): void {
    this.#value = this.#known ? this.#value + this.#weight * (value - this.#value) : value;
    this.#known = true;
  }
}

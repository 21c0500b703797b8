import type { Fight } from './fight.ts';

/**
 * One named factor of the damage pipeline. A factor is set, never multiplied onto and divided off again, so the product is
 * the same however often effects came and went.
 */
export class Multiplier {
  readonly name: string;
  /** The value, and what it starts from. In a typed array: a double in a field is allocated at a look from slow code. */
  readonly #values: Float64Array;

  constructor(fight: Fight, name: string, initial = 1) {
    this.name = name;
    this.#values = Float64Array.of(initial, initial);
    fight.onReset(this);
  }

  get value(): number {
    return this.#values[0] as number;
  }

  set value(value: number) {
    this.#values[0] = value;
  }

  reset(): void {
    this.#values[0] = this.#values[1] as number;
  }
}

/** Product in the order given, which decides the last bit of the result. */
export const productOf = (multipliers: readonly Multiplier[]): number => {
  let product = 1;
  for (let index = 0; index < multipliers.length; index += 1) product *= (multipliers[index] as Multiplier).value;
  return product;
};

import type { Fight } from './fight.ts';

/**
 * One named factor of the damage pipeline. A factor is set, never multiplied onto and divided off again, so the product is
 * the same however often effects came and went.
 */
export class Multiplier {
  readonly name: string;
  value: number;
  readonly #initial: number;

  constructor(fight: Fight, name: string, initial = 1) {
    this.name = name;
    this.value = initial;
    this.#initial = initial;
    fight.onReset(this);
  }

  reset(): void {
    this.value = this.#initial;
  }
}

/** Product in the order given, which decides the last bit of the result. */
export const productOf = (multipliers: readonly Multiplier[]): number => {
  let product = 1;
  for (let index = 0; index < multipliers.length; index += 1) product *= (multipliers[index] as Multiplier).value;
  return product;
};

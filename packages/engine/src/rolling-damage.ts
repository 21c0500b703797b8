import type { DamageOverTime } from './damage-over-time.ts';
import type { Fight } from './fight.ts';

/**
 * What each tick of a periodic effect deals when unspent damage rolls over: an application adds its damage to what has not
 * been dealt yet, and the sum is spread evenly over the ticks to come.
 */
export class RollingDamage {
  readonly #perTick: Float64Array;

  constructor(fight: Fight) {
    this.#perTick = new Float64Array(1);
    fight.onReset(this);
  }

  /** Damage of a whole tick. */
  get perTick(): number {
    return this.#perTick[0] as number;
  }

  /** To be called at each application before the effect is refreshed. @param damage of the application over its duration. */
  add(effect: DamageOverTime, damage: number): void {
    const unspent = effect.ticksLeft() * this.perTick;
    this.#perTick[0] = (unspent + damage) / effect.ticksIfApplied();
  }

  reset(): void {
    this.#perTick[0] = 0;
  }
}

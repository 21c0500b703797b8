import type { Fight } from '../fight.ts';
import type { ProcChance } from './proc-chance.ts';

export interface ProcOptions {
  readonly chance: ProcChance;
  /** Shortest time between two procs, ms; 0 for none. No attempt is made meanwhile. */
  readonly internalCooldownMs: number;
  readonly effect: () => void;
}

/** An effect that goes off by chance, at most once per internal cooldown. Counts how often it did. */
export class Proc {
  /** In this fight. */
  count = 0;
  readonly #fight: Fight;
  readonly #chance: ProcChance;
  readonly #internalCooldownMs: number;
  readonly #effect: () => void;
  #readyAt = 0;

  constructor(fight: Fight, options: ProcOptions) {
    this.#fight = fight;
    this.#chance = options.chance;
    this.#internalCooldownMs = options.internalCooldownMs;
    this.#effect = options.effect;
    fight.onReset(this);
  }

  get isReady(): boolean {
    return this.#readyAt <= this.#fight.now;
  }

  /** Milliseconds until it can go off again. */
  remaining(): number {
    return Math.max(0, this.#readyAt - this.#fight.now);
  }

  attempt(): boolean {
    const { now } = this.#fight;
    if (this.#readyAt > now || !this.#chance.attempt()) return false;
    this.#readyAt = now + this.#internalCooldownMs;
    this.count += 1;
    this.#effect();
    return true;
  }

  reset(): void {
    this.#readyAt = 0;
    this.count = 0;
  }
}

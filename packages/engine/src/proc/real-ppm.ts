import type { Fight } from '../fight.ts';
import type { ProcChance } from './proc-chance.ts';

/** In what the two rulesets differ. Times are milliseconds, the clocks are moments of the fight. */
export interface RealPpmRules {
  /** Longest time since the last attempt that counts. */
  readonly maxElapsedMs: number;
  readonly lastAttemptAt: number;
  readonly lastProcAt: number;
  /** What bad-luck protection takes for the expected interval: that of the rate now, or of the mean rate since the last proc. */
  readonly expects: 'current' | 'mean';
}

export const realPpmRules = Object.freeze({
  /** Source: wowsims/mop sim/core/rppm.go `NewRPPMProc`, `getProcChance`. */
  mop: { maxElapsedMs: 10_000, lastAttemptAt: -10_000, lastProcAt: -120_000, expects: 'current' },
  /** Source: simc engine/sim/real_ppm.cpp `proc_chance`. */
  retail: { maxElapsedMs: 3500, lastAttemptAt: 0, lastProcAt: 0, expects: 'mean' },
}) satisfies Readonly<Record<string, RealPpmRules>>;

export interface RealPpmOptions {
  readonly perMinute: number;
  readonly rules: RealPpmRules;
  /** Factor on the rate at this moment, such as haste or 1 + crit chance; left out for none. */
  readonly scale?: () => number;
}

const MS_PER_MINUTE = 60_000;
const MAX_SINCE_PROC_MS = 1_000_000;
/** Protection begins at one and a half expected intervals, and rises by three times the excess. */
const PROTECTED_FROM = 1.5;
const PROTECTION_SLOPE = 3;

/**
 * Real procs per minute: the chance of an attempt is the rate times the time since the last attempt, so that it does not
 * matter how often somebody attacks; after a long time without a proc it rises. One attempt a moment.
 */
export class RealPpm implements ProcChance {
  readonly #fight: Fight;
  readonly #perMinute: number;
  readonly #rules: RealPpmRules;
  readonly #scale: (() => number) | null;
  #lastAttemptAt = 0;
  #lastProcAt = 0;
  #rates = 0;
  #attempts = 0;

  constructor(fight: Fight, options: RealPpmOptions) {
    this.#fight = fight;
    this.#perMinute = options.perMinute;
    this.#rules = options.rules;
    this.#scale = options.scale ?? null;
    fight.onReset(this);
    this.reset();
  }

  /** What an attempt now would have. */
  chance(): number {
    const { now } = this.#fight;
    const rate = this.#rate();
    const elapsed = Math.min(this.#rules.maxElapsedMs, now - this.#lastAttemptAt);
    const expectedRate = this.#rules.expects === 'current' ? rate : (this.#rates + rate) / (this.#attempts + 1);
    const sinceProc = Math.min(MAX_SINCE_PROC_MS, now - this.#lastProcAt);
    const intervals = (sinceProc * expectedRate) / MS_PER_MINUTE;
    const protection = Math.max(1, 1 + (intervals - PROTECTED_FROM) * PROTECTION_SLOPE);
    return (protection * rate * elapsed) / MS_PER_MINUTE;
  }

  attempt(): boolean {
    const { now, random } = this.#fight;
    if (now === this.#lastAttemptAt) return false;
    const chance = this.chance();
    this.#rates += this.#rate();
    this.#attempts += 1;
    this.#lastAttemptAt = now;
    if (random.next() >= chance) return false;
    this.#lastProcAt = now;
    this.#rates = 0;
    this.#attempts = 0;
    return true;
  }

  reset(): void {
    this.#lastAttemptAt = this.#rules.lastAttemptAt;
    this.#lastProcAt = this.#rules.lastProcAt;
    this.#rates = 0;
    this.#attempts = 0;
  }

  #rate(): number {
    return this.#scale === null ? this.#perMinute : this.#perMinute * this.#scale();
  }
}

import type { Fight } from './fight.ts';

/**
 * When something may be done again. Ready at the pull.
 *
 * With several charges each use takes one, and one after another comes back while any is missing. How fast is a rate: haste
 * and effects that speed up recovery multiply it, and a change acts at once on what is left of the charge under way.
 */
export class Cooldown {
  readonly durationMs: number;
  readonly maxCharges: number;
  /** Ready from this moment on, ms since the pull; in the past while a charge is there. */
  readyAt = 0;
  readonly #fight: Fight;
  readonly #initialRate: number;
  #rate: number;
  /** Charges as of the last look; those that came back since are counted when somebody asks. */
  #charges: number;
  /** When the charge under way comes back, ms, with fractions; of no meaning while all are there. */
  #nextAt = 0;
  /** Since when all were there, and milliseconds all were there before the last use. */
  #fullAt = 0;
  #idleMs = 0;

  /** @param initialRate the rate at the pull: 1.2 with 20 % haste for what haste speeds up. */
  constructor(fight: Fight, durationMs: number, maxCharges = 1, initialRate = 1) {
    if (!Number.isInteger(maxCharges) || maxCharges < 1)
      throw new RangeError(`a cooldown can not have ${maxCharges} charges`);
    this.#fight = fight;
    this.durationMs = durationMs;
    this.maxCharges = maxCharges;
    this.#initialRate = initialRate;
    this.#rate = initialRate;
    this.#charges = maxCharges;
    fight.onReset(this);
  }

  get isReady(): boolean {
    return this.readyAt <= this.#fight.now;
  }

  /** Milliseconds until there is a charge. */
  remaining(): number {
    return Math.max(0, this.readyAt - this.#fight.now);
  }

  /** Milliseconds in this fight, until now, in which all charges were there and none was used. */
  idle(): number {
    this.#settle();
    return this.#charges < this.maxCharges ? this.#idleMs : this.#idleMs + this.#fight.now - this.#fullAt;
  }

  /** Charges that are there now. */
  charges(): number {
    this.#settle();
    return this.#charges;
  }

  /** The same with the part of the charge under way. */
  chargesFractional(): number {
    this.#settle();
    if (this.#charges === this.maxCharges) return this.maxCharges;
    return this.#charges + 1 - ((this.#nextAt - this.#fight.now) * this.#rate) / this.durationMs;
  }

  /** How long one charge takes at the rate of this moment, ms. */
  rechargeMs(): number {
    return this.durationMs / this.#rate;
  }

  /** Milliseconds until all charges are there, at the rate of this moment. */
  fullRechargeMs(): number {
    this.#settle();
    const missing = this.maxCharges - this.#charges;
    return missing === 0 ? 0 : this.#nextAt - this.#fight.now + (missing - 1) * this.rechargeMs();
  }

  /** Takes a charge. */
  start(): void {
    this.#idleMs = this.idle();
    if (this.#charges === this.maxCharges) this.#nextAt = this.#fight.now + this.rechargeMs();
    if (this.#charges > 0) this.#charges -= 1;
    this.#setReady();
  }

  /** Takes a charge that comes back after another time than usual, as effects that shorten a cooldown do. */
  startFor(durationMs: number): void {
    this.#idleMs = this.idle();
    // Put back first: starting anew replaces what is under way when there is but one charge.
    if (this.#charges === 0) this.#charges = 1;
    this.#nextAt = this.#fight.now + durationMs;
    this.#charges -= 1;
    this.#setReady();
  }

  /** The charge under way comes back so much sooner; what is left over counts for the next one. */
  reduce(ms: number): void {
    this.#settle();
    if (this.#charges === this.maxCharges) return;
    this.#nextAt -= ms;
    this.#settle();
    this.#setReady();
  }

  /** Gives charges back at once; the one under way goes on unless all are there. */
  restore(charges: number): void {
    this.#settle();
    if (this.#charges < this.maxCharges && this.#charges + charges >= this.maxCharges) this.#fullAt = this.#fight.now;
    this.#charges = Math.min(this.maxCharges, this.#charges + charges);
    this.#setReady();
  }

  /** How fast charges come back from now on. */
  setRate(rate: number): void {
    if (rate === this.#rate) return;
    this.#settle();
    if (this.#charges < this.maxCharges) {
      const { now } = this.#fight;
      this.#nextAt = now + ((this.#nextAt - now) * this.#rate) / rate;
    }
    this.#rate = rate;
    this.#setReady();
  }

  /** All charges are there. */
  clear(): void {
    if (this.#charges < this.maxCharges) this.#fullAt = this.#fight.now;
    this.#charges = this.maxCharges;
    this.readyAt = 0;
  }

  reset(): void {
    this.#rate = this.#initialRate;
    this.clear();
    this.#fullAt = 0;
    this.#idleMs = 0;
  }

  #settle(): void {
    const { now } = this.#fight;
    while (this.#charges < this.maxCharges && this.#nextAt <= now) {
      this.#charges += 1;
      this.#fullAt = Math.ceil(this.#nextAt);
      this.#nextAt += this.durationMs / this.#rate;
    }
  }

  #setReady(): void {
    this.readyAt = this.#charges > 0 ? 0 : Math.ceil(this.#nextAt);
  }
}

import type { Defence } from './attack-table.ts';
import type { Fight } from './fight.ts';
import { Multiplier } from './multiplier.ts';

export interface TargetOptions {
  readonly defence: Defence;
  readonly armor: number;
  /** The armor at which physical damage is halved, for an attacker of the player's level. */
  readonly armorConstant: number;
  /** Part of its time the target spends below 20 % health; 0.2 is a straight line to zero. */
  readonly executeShare: number;
  /** Health in percent at which it counts as dead; 0 when left out. */
  readonly deathPct?: number;
}

/** How the report names the first enemy; further ones have their number after it. */
export const TARGET = 'target';

const EXECUTE_PCT = 20;
const EXECUTE_HEALTH = 0.2;
/** Cells of the numbers a target keeps unboxed. */
const MAX_HEALTH = 0;
const DAMAGE_TAKEN = 1;
/** Shares of a stay after which nothing is there any more. */
const NEVER = 1000;
/** Health falls to 90 % in the first tenth of its time, however long the target is below 20 %. */
const HEALTHY = 0.9;

/**
 * One enemy: what it takes off attacks, when it is there, and how far its health has fallen. Health falls either by the
 * clock, from its arrival to the moment it leaves, or by the damage it takes.
 *
 *   away ── arrive ──▶ there (attackable, unless shielded) ── leave or health gone ──▶ away
 */
export class Target {
  /** Place in the roster. */
  readonly index: number;
  readonly name: string;
  readonly defence: Defence;
  /** Factors on damage taken: physical, magic, from ranged attacks, of any kind. */
  readonly physicalTaken: Multiplier;
  readonly magicTaken: Multiplier;
  readonly rangedTaken: Multiplier;
  readonly anyTaken: Multiplier;
  /** Whether it is there at all. */
  isActive = false;
  /** How many effects keep it from being attacked. */
  shields = 0;
  /** Called when it leaves, so that what ticks or lasts on it ends. */
  readonly onLeave: (() => void)[] = [];
  arrivedAt = 0;
  /** When it leaves by the clock, ms; `null` for the end of the fight. */
  leavesAt: number | null = null;
  /** Damage has taken all its health; it goes as soon as what happens at this moment is through. */
  isDying = false;
  readonly #onDeath: (target: Target) => void;
  readonly #fight: Fight;
  readonly #armor: number;
  readonly #armorConstant: number;
  readonly #executeShare: number;
  readonly #deathPct: number;
  readonly #health = new Float64Array(2);
  #countsDamage = false;
  #armorFactor = 1;
  #executeFromMs = 0;

  /** @param onDeath called when damage has taken all its health. */
  constructor(fight: Fight, index: number, options: TargetOptions, onDeath: (target: Target) => void) {
    this.#onDeath = onDeath;
    this.#fight = fight;
    this.index = index;
    this.name = index === 0 ? TARGET : `${TARGET}_${index + 1}`;
    this.defence = options.defence;
    this.#armor = options.armor;
    this.#armorConstant = options.armorConstant;
    this.#executeShare = options.executeShare;
    this.#deathPct = options.deathPct ?? 0;
    this.physicalTaken = new Multiplier(fight, 'target.physicalTaken');
    this.magicTaken = new Multiplier(fight, 'target.magicTaken');
    this.rangedTaken = new Multiplier(fight, 'target.rangedTaken');
    this.anyTaken = new Multiplier(fight, 'target.anyTaken');
    this.setArmorMultiplier(1);
  }

  get isAttackable(): boolean {
    return this.isActive && this.shields === 0;
  }

  /** Factor armor leaves of physical damage: K / (armor + K). */
  get armorFactor(): number {
    return this.#armorFactor;
  }

  setArmorMultiplier(multiplier: number): void {
    this.#armorFactor = this.#armorConstant / (this.#armor * multiplier + this.#armorConstant);
  }

  /** Arrives, to stay until that moment (`null` for the end of the fight), its health falling by the clock. */
  arrive(leavesAt: number | null): void {
    this.isActive = true;
    this.isDying = false;
    this.arrivedAt = this.#fight.now;
    this.leavesAt = leavesAt;
    this.#countsDamage = false;
    this.#health[DAMAGE_TAKEN] = 0;
    this.#executeFromMs = this.arrivedAt + Math.floor(this.#stayMs() * this.#shareUntil(EXECUTE_PCT));
  }

  /** From now on its health falls by the damage it takes. */
  setHealth(health: number): void {
    this.#countsDamage = true;
    this.#health[MAX_HEALTH] = health;
    this.#health[DAMAGE_TAKEN] = 0;
  }

  /** Tells it about damage that landed. */
  take(damage: number): void {
    if (!this.#countsDamage) return;
    const health = this.#health;
    const taken = (health[DAMAGE_TAKEN] as number) + damage;
    health[DAMAGE_TAKEN] = taken;
    if (!this.isActive || this.isDying || taken < this.#livingHealth()) return;
    this.isDying = true;
    this.#onDeath(this);
  }

  /** Whatever ticked or lasted on it ends. */
  leave(): void {
    this.isActive = false;
    for (let index = 0; index < this.onLeave.length; index += 1) (this.onLeave[index] as () => void)();
  }

  /** When health falls below 20 % by the clock, ms since the pull. */
  get executeFromMs(): number {
    return this.#executeFromMs;
  }

  get inExecutePhase(): boolean {
    return this.#countsDamage ? this.healthPct() < EXECUTE_PCT : this.#fight.now >= this.#executeFromMs;
  }

  /** When health falls to that percent by the clock, ms since the pull; beyond every fight if never. */
  msAtHealth(pct: number): number {
    return Math.max(0, this.arrivedAt + Math.ceil(this.#stayMs() * this.#shareUntil(pct)));
  }

  /** Percent of health left. */
  healthPct(): number {
    const death = this.#deathPct;
    const left = this.#countsDamage ? this.#damageLeftPct() : this.#clockLeftPct();
    return death === 0 ? left : death + (left * (100 - death)) / 100;
  }

  /** Milliseconds until it dies or leaves: known by the clock, else reckoned from the damage taken so far. */
  timeToDie(): number {
    const { now, endMs } = this.#fight;
    const byClock = Math.max(0, Math.min(this.leavesAt ?? endMs, endMs) - now);
    if (!this.#countsDamage) return byClock;
    const taken = this.#health[DAMAGE_TAKEN] as number;
    const elapsed = now - this.arrivedAt;
    if (taken <= 0 || elapsed <= 0) return byClock;
    return Math.min(byClock, ((this.#livingHealth() - taken) * elapsed) / taken);
  }

  /** Share of its stay after which health by the clock is that percent; far above 1 if never. */
  #shareUntil(pct: number): number {
    const death = this.#deathPct;
    if (pct < death) return NEVER;
    const share = this.#executeShare;
    const knee = share < HEALTHY ? HEALTHY : share;
    const at = share < HEALTHY ? HEALTHY : EXECUTE_HEALTH;
    const health = death === 0 ? pct / 100 : (pct - death) / (100 - death);
    if (health <= EXECUTE_HEALTH) return 1 - share * (health / EXECUTE_HEALTH);
    if (health <= at) return 1 - share - ((knee - share) * (health - EXECUTE_HEALTH)) / (at - EXECUTE_HEALTH);
    return 1 - knee - ((1 - knee) * (health - at)) / (1 - at);
  }

  #livingHealth(): number {
    return ((this.#health[MAX_HEALTH] as number) * (100 - this.#deathPct)) / 100;
  }

  #stayMs(): number {
    return (this.leavesAt ?? this.#fight.endMs) - this.arrivedAt;
  }

  #damageLeftPct(): number {
    const full = this.#livingHealth();
    return Math.max(0, (100 * (full - (this.#health[DAMAGE_TAKEN] as number))) / full);
  }

  /** Straight lines: from 100 to 90 in the first tenth, from there to 20, and to 0. */
  #clockLeftPct(): number {
    const left = 1 - (this.#fight.now - this.arrivedAt) / this.#stayMs();
    const share = this.#executeShare;
    if (left <= share) return share === 0 ? 0 : (100 * EXECUTE_HEALTH * left) / share;
    const knee = share < HEALTHY ? HEALTHY : share;
    const at = share < HEALTHY ? HEALTHY : EXECUTE_HEALTH;
    if (left <= knee) return 100 * (EXECUTE_HEALTH + ((at - EXECUTE_HEALTH) * (left - share)) / (knee - share));
    return 100 * (at + ((1 - at) * (left - knee)) / (1 - knee));
  }
}

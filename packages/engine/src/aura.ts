import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';

export interface AuraOptions {
  readonly name: string;
  /** How long it lasts from its last application; `null` for the rest of the fight. */
  readonly durationMs: number | null;
  readonly maxStacks?: number;
  /** Called when the number of stacks changes; gaining is from 0, losing is to 0. */
  readonly onStacks?: (before: number, after: number) => void;
}

/** A buff or debuff: on or off, with stacks, gone by itself after its duration. Counts how long it was up. */
export class Aura {
  readonly name: string;
  readonly durationMs: number | null;
  readonly maxStacks: number;
  stacks = 0;
  /** When it falls off, ms; of no meaning while it is down or lasts for the fight. */
  expiresAt = 0;
  /** When it was last gained and lost, ms; long before the pull if never. */
  gainedAt = NEVER;
  lostAt = NEVER;
  /** Milliseconds it was up before its last loss, and times it was applied, in this fight. */
  uptimeMs = 0;
  applications = 0;
  readonly #fight: Fight;
  readonly #onStacks: ((before: number, after: number) => void) | undefined;
  readonly #expiry: number;

  constructor(fight: Fight, options: AuraOptions) {
    this.#fight = fight;
    this.name = options.name;
    this.durationMs = options.durationMs;
    this.maxStacks = options.maxStacks ?? 1;
    this.#onStacks = options.onStacks;
    this.#expiry = fight.timer(eventPriority.effect, () => this.#change(0));
    fight.onReset(this);
  }

  get isUp(): boolean {
    return this.stacks > 0;
  }

  /** Milliseconds until it falls off; 0 when it is down, Infinity when it lasts for the fight. */
  remaining(): number {
    if (this.stacks === 0) return 0;
    return this.durationMs === null ? Number.POSITIVE_INFINITY : this.expiresAt - this.#fight.now;
  }

  /** Adds stacks up to the maximum and starts its duration anew. */
  apply(stacks = 1): void {
    this.applications += 1;
    this.refresh();
    this.#change(Math.min(this.maxStacks, this.stacks + stacks));
  }

  /** Applies it as it is so long after an application: what is left of what began before the pull. */
  applyLate(sinceMs: number, stacks = 1): void {
    if (this.durationMs !== null && sinceMs >= this.durationMs) return;
    this.apply(stacks);
    if (this.durationMs === null) return;
    this.expiresAt -= sinceMs;
    this.#fight.queue.schedule(this.#expiry, this.expiresAt);
  }

  /** Starts its duration anew without touching the stacks. */
  refresh(): void {
    if (this.durationMs === null) return;
    this.expiresAt = this.#fight.now + this.durationMs;
    this.#fight.queue.schedule(this.#expiry, this.expiresAt);
  }

  setStacks(stacks: number): void {
    this.#change(Math.min(this.maxStacks, stacks));
  }

  removeStack(): void {
    if (this.stacks > 0) this.#change(this.stacks - 1);
  }

  drop(): void {
    this.#change(0);
  }

  /** Milliseconds it was up in this fight, until now. */
  uptime(): number {
    return this.stacks > 0 ? this.uptimeMs + this.#fight.now - this.gainedAt : this.uptimeMs;
  }

  reset(): void {
    this.stacks = 0;
    this.uptimeMs = 0;
    this.applications = 0;
    this.gainedAt = NEVER;
    this.lostAt = NEVER;
  }

  #change(after: number): void {
    const before = this.stacks;
    if (before === after) return;
    this.stacks = after;
    if (before === 0) this.gainedAt = this.#fight.now;
    if (after === 0) {
      this.lostAt = this.#fight.now;
      this.uptimeMs += this.#fight.now - this.gainedAt;
      this.#fight.queue.cancel(this.#expiry);
    }
    if (this.#onStacks !== undefined) this.#onStacks(before, after);
  }
}

/** A moment before every pull. */
const NEVER = -1_000_000;

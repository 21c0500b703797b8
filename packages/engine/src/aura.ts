import { PLAYER, tallyKinds } from '@wowlab/statistics';
import { eventPriority } from './event-queue.ts';
import type { Fight, Tallied } from './fight.ts';

export interface AuraOptions {
  readonly name: string;
  /** Whether it is good or bad for who carries it; good when left out. */
  readonly kind?: 'buff' | 'debuff';
  /** Who carries it; the player when left out. */
  readonly on?: string;
  /** How long it lasts from its last application; `null` for the rest of the fight. */
  readonly durationMs: number | null;
  readonly maxStacks?: number;
  /** Called when the number of stacks changes; gaining is from 0, losing is to 0. */
  readonly onStacks?: (before: number, after: number) => void;
}

/** A buff or debuff: on or off, with stacks, gone by itself after its duration. Counts how long it was up. */
export class Aura implements Tallied {
  readonly name: string;
  readonly durationMs: number | null;
  readonly maxStacks: number;
  stacks = 0;
  /** When it falls off, ms; of no meaning while it is down or lasts for the fight. */
  expiresAt = 0;
  /** When it was last gained and lost, ms; long before the pull if never. */
  gainedAt = NEVER;
  lostAt = NEVER;
  /** Milliseconds it was up before its last loss, times it was applied, and times it was up already then, in this fight. */
  uptimeMs = 0;
  applications = 0;
  refreshes = 0;
  readonly kind: 'buff' | 'debuff';
  /** Who carries it. */
  readonly on: string;
  readonly tally: string;
  readonly columns = tallyKinds.buff.length;
  /** Milliseconds × stacks before the last change of stacks, and when that was. */
  #stackMs = 0;
  #changedAt = 0;
  readonly #fight: Fight;
  readonly #onStacks: ((before: number, after: number) => void) | undefined;
  readonly #expiry: number;

  constructor(fight: Fight, options: AuraOptions) {
    this.#fight = fight;
    this.name = options.name;
    this.durationMs = options.durationMs;
    this.maxStacks = options.maxStacks ?? 1;
    this.#onStacks = options.onStacks;
    this.kind = options.kind ?? 'buff';
    this.on = options.on ?? PLAYER;
    this.tally = `${this.kind}.${this.on}.${this.name}`;
    this.#expiry = fight.timer(eventPriority.effect, () => this.#change(0));
    fight.onReset(this);
    fight.onTally(this);
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
    if (this.stacks > 0) {
      this.refreshes += 1;
      this.#fight.observer?.refreshed(this, Math.min(this.maxStacks, this.stacks + stacks));
    }
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

  /** ms up, ms × stacks, applications, refreshes. */
  addTo(sums: Float64Array, at: number): void {
    if (this.applications === 0 && this.gainedAt === NEVER) return;
    const stackMs = this.#stackMs + this.stacks * (this.#fight.now - this.#changedAt);
    sums[at] = (sums[at] as number) + this.uptime();
    sums[at + 1] = (sums[at + 1] as number) + stackMs;
    sums[at + 2] = (sums[at + 2] as number) + this.applications;
    sums[at + 3] = (sums[at + 3] as number) + this.refreshes;
  }

  reset(): void {
    this.stacks = 0;
    this.uptimeMs = 0;
    this.applications = 0;
    this.refreshes = 0;
    this.#stackMs = 0;
    this.#changedAt = 0;
    this.gainedAt = NEVER;
    this.lostAt = NEVER;
  }

  #change(after: number): void {
    const before = this.stacks;
    if (before === after) return;
    this.stacks = after;
    this.#stackMs += before * (this.#fight.now - this.#changedAt);
    this.#changedAt = this.#fight.now;
    if (before === 0) this.gainedAt = this.#fight.now;
    if (after === 0) {
      this.lostAt = this.#fight.now;
      this.uptimeMs += this.#fight.now - this.gainedAt;
      this.#fight.queue.cancel(this.#expiry);
    }
    this.#fight.observer?.changed(this, before, after);
    if (this.#onStacks !== undefined) this.#onStacks(before, after);
  }
}

/** A moment before every pull. */
const NEVER = -1_000_000;

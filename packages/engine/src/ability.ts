import { tallyKinds } from '@wowlab/statistics';
import type { Actor } from './actor.ts';
import { Cooldown } from './cooldown.ts';
import type { Tallied } from './fight.ts';
import type { Multiplier } from './multiplier.ts';
import { restriction } from './restriction.ts';
import type { Resource } from './resource.ts';
import type { Target } from './target.ts';

export interface AbilityOptions {
  readonly name: string;
  readonly actor: Actor;
  /** What it does, at the end of its cast. */
  readonly perform: () => void;
  readonly resource?: Resource;
  readonly cost?: number;
  /** Factor on the cost. */
  readonly costMultiplier?: Multiplier;
  readonly cooldownMs?: number;
  /** How many uses can be saved up; 1 when left out. */
  readonly charges?: number;
  /** How fast the cooldown recovers at the pull; content sets the rate when haste changes. 1 when left out. */
  readonly cooldownRate?: number;
  /** 0 for abilities outside the global cooldown. */
  readonly gcdMs: number;
  /** Haste shortens its global cooldown, down to the actor's shortest. */
  readonly hastedGcd?: boolean;
  /** Length of the cast at this moment, ms; left out for instant ones. */
  readonly castMs?: () => number;
  /** Called when it begins, with the end of its cast, ms. */
  readonly onStart?: (endsAt: number) => void;
  /** What it does when it was complete so long before the pull; left out for what has no effect that lasts into the fight. */
  readonly beforePull?: (sinceMs: number) => void;
  /** Whether its cast goes on on the move; only abilities with a cast are kept by movement otherwise. */
  readonly castsOnTheMove?: boolean;
  /** False for what needs nobody to be attacked, such as a buff on oneself. */
  readonly needsTarget?: boolean;
  /** A further condition, such as a target below 20 % health. */
  readonly isUsable?: () => boolean;
}

/** Something an actor can decide to do: what it costs, when it is ready, what it does. */
export class Ability implements Tallied {
  readonly name: string;
  readonly gcdMs: number;
  readonly hastedGcd: boolean;
  readonly cooldown: Cooldown | null;
  readonly castMs: (() => number) | null;
  readonly perform: () => void;
  readonly onStart: ((endsAt: number) => void) | null;
  /** Restrictions of the actor that keep it from being used. */
  readonly forbiddenBy: number;
  /** Whom its next use goes at; `null` for the main target. */
  aim: Target | null = null;
  /** Points taken off the cost before its factor. */
  costReduction = 0;
  /** What its last use costs, fixed when it begins. */
  lastCost = 0;
  /** Times it was used in this fight. */
  uses = 0;
  readonly tally: string;
  readonly columns: number;
  readonly #spendRow: number;
  readonly #actor: Actor;
  readonly #resource: Resource | null;
  readonly #cost: number;
  readonly #costMultiplier: Multiplier | null;
  readonly #isUsable: (() => boolean) | null;
  readonly #beforePull: ((sinceMs: number) => void) | null;

  constructor(options: AbilityOptions) {
    this.name = options.name;
    this.gcdMs = options.gcdMs;
    this.hastedGcd = options.hastedGcd === true;
    this.castMs = options.castMs ?? null;
    this.perform = options.perform;
    this.onStart = options.onStart ?? null;
    this.forbiddenBy =
      restriction.stunned |
      (options.needsTarget === false ? 0 : restriction.noTarget) |
      (options.castMs === undefined || options.castsOnTheMove === true ? 0 : restriction.moving);
    this.#actor = options.actor;
    this.#resource = options.resource ?? null;
    this.#cost = options.cost ?? 0;
    this.#costMultiplier = options.costMultiplier ?? null;
    this.#isUsable = options.isUsable ?? null;
    this.#beforePull = options.beforePull ?? null;
    this.cooldown =
      options.cooldownMs === undefined
        ? null
        : new Cooldown(options.actor.fight, options.cooldownMs, options.charges, options.cooldownRate);
    this.#spendRow = this.#resource === null || this.#cost === 0 ? 0 : this.#resource.spendRow(this.name);
    const kind = this.cooldown === null ? 'use' : 'cooldown';
    this.tally = `${kind}.${options.actor.name}.${this.name}`;
    this.columns = tallyKinds[kind].length;
    options.actor.fight.onReset(this);
    options.actor.fight.onTally(this);
  }

  cost(): number {
    const cost = this.#cost - this.costReduction;
    if (cost <= 0) return 0;
    return this.#costMultiplier === null ? cost : cost * this.#costMultiplier.value;
  }

  /** Can be used now, or will be within `windowMs` once a cast, the global cooldown or its own cooldown ends. */
  isReadyWithin(windowMs: number): boolean {
    const actor = this.#actor;
    if ((actor.restrictions & this.forbiddenBy) !== 0) return false;
    const until = actor.fight.now + windowMs;
    if (this.cooldown !== null && this.cooldown.readyAt > until) return false;
    // Outside the global cooldown nothing is queued behind it: such abilities wait for a moment when it is over.
    if (actor.gcdReadyAt > (this.gcdMs > 0 ? until : actor.fight.now)) return false;
    if (actor.castEndsAt > until) return false;
    if (this.#isUsable !== null && !this.#isUsableNow()) return false;
    return this.#resource === null || this.#resource.amount() >= this.cost();
  }

  /** Everything but the resource is there, or will be within `windowMs`. */
  lacksOnlyResource(windowMs: number): boolean {
    if ((this.#actor.restrictions & this.forbiddenBy) !== 0) return false;
    const until = this.#actor.fight.now + windowMs;
    if (this.cooldown !== null && this.cooldown.readyAt > until) return false;
    if (this.#isUsable !== null && !this.#isUsableNow()) return false;
    return this.#resource !== null && this.#resource.amount() < this.cost();
  }

  /** A cast or the global cooldown is in its way. */
  isBusy(): boolean {
    const actor = this.#actor;
    return actor.castEndsAt > actor.fight.now || actor.gcdReadyAt > actor.fight.now;
  }

  /** The first moment at which no cast and no cooldown is in its way. */
  unblockedAt(): number {
    const actor = this.#actor;
    return Math.max(
      actor.fight.now,
      actor.castEndsAt,
      actor.gcdReadyAt,
      this.cooldown === null ? 0 : this.cooldown.readyAt,
    );
  }

  /**
   * Begun before the pull, `leadMs` ahead of it. If its cast ends before the pull, what is left of its cost and cooldowns
   * counts, and damage that was dealt before the fight does not; a cast that takes longer goes on into the fight.
   */
  completeBefore(leadMs: number): void {
    const actor = this.#actor;
    const sinceMs = this.castMs === null ? leadMs : leadMs - this.castMs();
    actor.gcdReadyAt = Math.max(actor.gcdReadyAt, actor.gcdOf(this) - leadMs);
    if (sinceMs < 0) {
      // One cast at a time; and one that can not be paid was never begun.
      if (actor.castEndsAt > actor.fight.now || (this.#resource !== null && this.#resource.amount() < this.cost()))
        return;
      this.begin(-sinceMs);
      actor.continueCast(this, leadMs, -sinceMs);
      return;
    }
    if (this.#resource !== null) {
      const spent = this.cost() - (sinceMs * this.#resource.perSecond) / 1000;
      if (spent > 0) this.#resource.spend(Math.min(spent, this.#resource.amount()), this.#spendRow);
    }
    if (this.cooldown !== null) this.cooldown.startFor(Math.max(0, this.cooldown.durationMs - sinceMs));
    this.#beforePull?.(sinceMs);
  }

  /** The price is the one at the start of a cast, whatever happens to it meanwhile. */
  begin(endsAt: number): void {
    this.lastCost = this.cost();
    if (this.onStart !== null) this.onStart(endsAt);
  }

  /** Pays, starts the cooldown and acts. */
  complete(): void {
    this.uses += 1;
    if (this.#resource !== null) this.#resource.spend(Math.min(this.lastCost, this.#resource.amount()), this.#spendRow);
    if (this.cooldown !== null) this.cooldown.start();
    this.#actor.fight.observer?.used(this.#actor.name, this.name, this.#resource, this.lastCost);
    const { enemies } = this.#actor;
    if (this.aim === null || enemies === null) {
      this.perform();
      this.#actor.onCast(this);
      return;
    }
    // Whoever went away during the cast is replaced by the main target.
    enemies.aimed = this.aim.isAttackable ? this.aim : enemies.main;
    this.perform();
    this.#actor.onCast(this);
    enemies.aimed = enemies.main;
  }

  /** Its own condition, asked about whom it goes at. */
  #isUsableNow(): boolean {
    if (this.#isUsable === null) return true;
    const { enemies } = this.#actor;
    if (this.aim === null || enemies === null) return this.#isUsable();
    const before = enemies.aimed;
    enemies.aimed = this.aim;
    const isUsable = this.#isUsable();
    enemies.aimed = before;
    return isUsable;
  }

  /** Uses, and ms its cooldown was over without a use. */
  addTo(sums: Float64Array, at: number): void {
    sums[at] = (sums[at] as number) + this.uses;
    if (this.cooldown !== null) sums[at + 1] = (sums[at + 1] as number) + this.cooldown.idle();
  }

  reset(): void {
    this.aim = null;
    this.uses = 0;
    this.costReduction = 0;
  }
}

import { PLAYER } from '@wowlab/statistics';
import type { Ability } from './ability.ts';
import type { Enemies } from './enemies.ts';
import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';

/** Says what an actor does next. */
export interface Rotation {
  /** The first choice that is ready, or becomes ready within `windowMs`; `null` for none. */
  pick(windowMs: number): Ability | null;
  /** Nothing can become ready before this moment; an actor with nothing to do sleeps until then. */
  idleUntil(): number;
  /** The ability begins now: the last choice, or the one queued before it. */
  begin?(ability: Ability): void;
}

export interface ActorOptions {
  /** How the report names it; the player when left out. */
  readonly name?: string;
  /** Between two looks at the rotation when there is nothing to do, and after something happened, ms; taken as at least 10. */
  readonly reactionMs: number;
  /** How far ahead of a cooldown's end an ability can be queued, ms. */
  readonly queueWindowMs: number;
  /** Whom it fights, for abilities that go at another enemy than the main one. */
  readonly enemies?: Enemies;
  /** No haste makes a global cooldown shorter than this, ms; 0 when left out. */
  readonly shortestGcdMs?: number;
}

/**
 * Nobody looks again sooner, ms: time has to pass between two looks for a fight to end.
 * Source: wowsims/mop sim/core/character.go, the least `ReactionTime`.
 */
const SHORTEST_REACTION_MS = 10;

/** Uses of the same moment after which an actor has to wait: no list of free actions can hold up the clock. */
const MAX_ACTIONS_PER_MOMENT = 32;

/**
 * Whoever decides: looks at its rotation when the global cooldown ends, casts or queues the first choice, and looks again.
 *
 *   idle ── decision ──▶ casting / on global cooldown ──▶ decision …
 *     └── choice not ready yet ──▶ queued (a later decision may replace it) ──▶ cast
 */
export class Actor {
  readonly fight: Fight;
  readonly name: string;
  readonly enemies: Enemies | null;
  /** What keeps it from using abilities, a sum of `restriction`. */
  restrictions = 0;
  /** Set by content: told when its restrictions changed. */
  onRestriction: () => void = ignoreChange;
  gcdReadyAt = 0;
  /** End of the cast under way; in the past when there is none. */
  castEndsAt = 0;
  /** Set by content: told about every completed ability. */
  onCast: (ability: Ability) => void = ignore;
  rotation: Rotation = IDLE;
  /** Divisor of global cooldowns that haste shortens; set by content. */
  gcdHaste = 1;
  readonly #shortestGcdMs: number;
  readonly #reactionMs: number;
  readonly #queueWindowMs: number;
  readonly #decision: number;
  readonly #castEnd: number;
  readonly #queue: number;
  #casting: Ability | null = null;
  #castBeganAt = 0;
  #queued: Ability | null = null;

  constructor(fight: Fight, options: ActorOptions) {
    this.fight = fight;
    this.name = options.name ?? PLAYER;
    this.enemies = options.enemies ?? null;
    this.#reactionMs = Math.max(SHORTEST_REACTION_MS, options.reactionMs);
    this.#shortestGcdMs = options.shortestGcdMs ?? 0;
    this.#queueWindowMs = options.queueWindowMs;
    this.#castEnd = fight.timer(eventPriority.cast, () => {
      const ability = this.#casting;
      this.#casting = null;
      ability?.complete();
    });
    this.#decision = fight.timer(eventPriority.decision, () => this.#decide());
    this.#queue = fight.timer(eventPriority.queued, () => {
      const ability = this.#queued;
      this.#queued = null;
      // A queued action comes just after what it waits for: with the very end of the fight, too late.
      if (ability !== null && fight.now < fight.endMs && ability.isReadyWithin(0)) this.#cast(ability);
    });
    fight.onReset(this);
  }

  /** Begins to decide, now. */
  start(): void {
    this.fight.queue.schedule(this.#decision, this.fight.now);
  }

  stop(): void {
    this.fight.queue.cancel(this.#decision);
    this.fight.queue.cancel(this.#queue);
    this.fight.queue.cancel(this.#castEnd);
    this.#casting = null;
    this.#queued = null;
  }

  /** Something happened: decide again after the reaction time, unless a decision comes sooner anyway. */
  react(): void {
    const { fight } = this;
    if (!fight.queue.isArmed(this.#decision)) return;
    const at = fight.now + this.#reactionMs;
    if (fight.queue.timeOf(this.#decision) > at) fight.queue.schedule(this.#decision, at);
  }

  /** How long using it keeps others of the global cooldown from being used, ms. */
  gcdOf(ability: Ability): number {
    if (!ability.hastedGcd) return ability.gcdMs;
    return Math.max(Math.min(this.#shortestGcdMs, ability.gcdMs), Math.round(ability.gcdMs / this.gcdHaste));
  }

  /** From now on that keeps it from using abilities; a cast that it forbids is broken off. */
  restrict(kind: number): void {
    if ((this.restrictions & kind) !== 0) return;
    this.restrictions |= kind;
    this.onRestriction();
    if (this.#casting !== null && (this.#casting.forbiddenBy & kind) !== 0) this.interrupt();
  }

  /** That no longer keeps it from anything. */
  allow(kind: number): void {
    if ((this.restrictions & kind) === 0) return;
    this.restrictions &= ~kind;
    this.onRestriction();
    this.#decideAgain();
  }

  /** Breaks off the cast under way: nothing is paid and nothing happens; its global cooldown runs on. */
  interrupt(): void {
    if (this.#casting === null) return;
    const { fight } = this;
    fight.queue.cancel(this.#castEnd);
    this.castEndsAt = fight.now;
    this.gcdReadyAt = Math.max(fight.now, this.#castBeganAt + this.gcdOf(this.#casting));
    this.#casting = null;
    this.#decideAgain();
  }

  /** A cast begun so long before the pull that ends after it, when it has so long to go. */
  continueCast(ability: Ability, leadMs: number, leftMs: number): void {
    this.fight.observer?.castBegan(this.name, ability.name, leadMs + leftMs, leadMs);
    this.#castBeganAt = this.fight.now - leadMs;
    this.castEndsAt = this.fight.now + leftMs;
    this.gcdReadyAt = Math.max(this.gcdReadyAt, this.castEndsAt);
    this.#casting = ability;
    this.fight.queue.schedule(this.#castEnd, this.castEndsAt);
  }

  /** Keeps the actor busy until then, as a channel does. */
  holdUntil(time: number): void {
    this.castEndsAt = Math.max(this.castEndsAt, time);
    this.gcdReadyAt = Math.max(this.gcdReadyAt, time);
    this.fight.queue.schedule(this.#decision, this.gcdReadyAt);
  }

  reset(): void {
    this.restrictions = 0;
    this.gcdReadyAt = 0;
    this.castEndsAt = 0;
    this.#casting = null;
    this.#queued = null;
  }

  #decideAgain(): void {
    const { queue, now } = this.fight;
    queue.schedule(this.#decision, Math.max(now, this.gcdReadyAt, this.castEndsAt));
  }

  #decide(): void {
    const { fight } = this;
    for (let actions = 0; actions < MAX_ACTIONS_PER_MOMENT; actions += 1) {
      // Behind a global cooldown that outlasts the window nothing is ready, neither on it nor off it.
      if (this.gcdReadyAt > fight.now + this.#queueWindowMs) break;
      const ability = this.rotation.pick(this.#queueWindowMs);
      if (ability === null) break;
      if (ability.isReadyWithin(0)) {
        this.#cast(ability);
      } else {
        this.#queued = ability;
        fight.queue.schedule(this.#queue, ability.unblockedAt());
        break;
      }
    }
    if (fight.queue.isArmed(this.#decision)) return;
    const soonest = Math.max(fight.now + this.#reactionMs, this.gcdReadyAt);
    const idleUntil = this.#queued === null ? this.rotation.idleUntil() : 0;
    if (idleUntil > fight.endMs) return;
    const sleep = idleUntil > soonest ? Math.ceil((idleUntil - soonest) / this.#reactionMs) * this.#reactionMs : 0;
    fight.queue.schedule(this.#decision, soonest + sleep);
  }

  #cast(ability: Ability): void {
    const { fight } = this;
    const castMs = ability.castMs === null ? 0 : ability.castMs();
    const busyMs = Math.max(this.gcdOf(ability), castMs);
    if (busyMs > 0) {
      this.#queued = null;
      fight.queue.cancel(this.#queue);
      this.gcdReadyAt = Math.max(this.gcdReadyAt, fight.now + busyMs);
      fight.queue.schedule(this.#decision, this.gcdReadyAt);
    }
    if (castMs > 0) fight.observer?.castBegan(this.name, ability.name, castMs);
    this.rotation.begin?.(ability);
    ability.begin(fight.now + castMs);
    if (castMs === 0) {
      ability.complete();
      return;
    }
    this.#castBeganAt = fight.now;
    this.castEndsAt = fight.now + castMs;
    this.#casting = ability;
    fight.queue.schedule(this.#castEnd, this.castEndsAt);
  }
}

const ignore = (): void => {};
const ignoreChange = (): void => {};

const IDLE: Rotation = { pick: () => null, idleUntil: () => Number.MAX_SAFE_INTEGER };

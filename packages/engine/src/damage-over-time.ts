import { Aura } from './aura.ts';
import { TARGET } from './target.ts';
import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';

/** Share of the full duration that a refresh may keep of what was left. */
const PANDEMIC_SHARE = 0.3;

export interface DamageOverTimeOptions {
  readonly name: string;
  readonly durationMs: number;
  readonly periodMs: number;
  /** Divisor of the time between ticks, asked anew at each tick; left out for none. */
  readonly haste?: () => number;
  /** What a refresh does to the end: adds a full duration to at most 30 % of one, or just starts anew. */
  readonly refresh: 'pandemic' | 'restart';
  /** Ticks at each application too. */
  readonly ticksAtOnce?: boolean;
  /** @param share of a whole tick: below 1 for the last one when it comes early. */
  readonly onTick: (share: number) => void;
  /** Called at each application, before any tick of it. */
  readonly onApply?: () => void;
  /** Called when it runs out or is taken off. */
  readonly onEnd?: () => void;
}

/**
 * A periodic effect that ends by the clock. A refresh leaves the tick under way alone; the time to the next tick is worked
 * out at each tick; what is left of a tick at the end is dealt as a share of one.
 */
export class DamageOverTime {
  readonly aura: Aura;
  readonly durationMs: number;
  readonly #fight: Fight;
  readonly #options: DamageOverTimeOptions;
  readonly #timer: number;
  #isTicking = false;
  #endsAt = 0;
  #lastTickAt = 0;
  #tickMs = 0;

  constructor(fight: Fight, options: DamageOverTimeOptions) {
    this.#fight = fight;
    this.#options = options;
    this.durationMs = options.durationMs;
    this.aura = new Aura(fight, { name: options.name, durationMs: null, kind: 'debuff', on: TARGET });
    this.#timer = fight.timer(eventPriority.effect, () => this.#fire());
    fight.onReset(this);
  }

  get isTicking(): boolean {
    return this.#isTicking;
  }

  remaining(): number {
    return this.#isTicking ? this.#endsAt - this.#fight.now : 0;
  }

  /** A refresh now would waste nothing. */
  get isRefreshable(): boolean {
    return this.remaining() <= PANDEMIC_SHARE * this.durationMs;
  }

  /** Ticks still to come at the rate of this moment, the last one as a share. */
  ticksLeft(): number {
    if (!this.#isTicking) return 0;
    return (this.#endsAt - this.#lastTickAt) / this.#tickMs;
  }

  /** Ticks of an application that finds nothing to refresh, at the rate of this moment, with one at once if there is one. */
  fullTicks(): number {
    return this.durationMs / this.#periodNow() + this.#ticksAtOnce();
  }

  /** Ticks from an application at this moment to its end, with one at once if there is one. */
  ticksIfApplied(): number {
    if (!this.#isTicking) return this.fullTicks();
    return (this.#endIfApplied() - this.#lastTickAt) / this.#tickMs + this.#ticksAtOnce();
  }

  apply(): void {
    const { onApply, ticksAtOnce, onTick } = this.#options;
    const { now } = this.#fight;
    if (onApply !== undefined) onApply();
    this.#endsAt = this.#endIfApplied();
    this.aura.apply();
    if (!this.#isTicking) {
      this.#isTicking = true;
      this.#lastTickAt = now;
      this.#tickMs = this.#periodNow();
    }
    this.#arm();
    if (ticksAtOnce === true) onTick(1);
  }

  /** Takes it off without a last tick. */
  cancel(): void {
    if (this.#isTicking) this.#end();
  }

  reset(): void {
    this.#isTicking = false;
  }

  #ticksAtOnce(): number {
    return this.#options.ticksAtOnce === true ? 1 : 0;
  }

  #endIfApplied(): number {
    const full = this.#fight.now + this.durationMs;
    if (this.#options.refresh === 'restart') return full;
    return full + Math.floor(Math.min(this.remaining(), PANDEMIC_SHARE * this.durationMs));
  }

  #periodNow(): number {
    const { haste, periodMs } = this.#options;
    return haste === undefined ? periodMs : Math.max(1, Math.round(periodMs / haste()));
  }

  #arm(): void {
    this.#fight.queue.schedule(this.#timer, Math.min(this.#lastTickAt + this.#tickMs, this.#endsAt));
  }

  #fire(): void {
    const { now } = this.#fight;
    const share = (now - this.#lastTickAt) / this.#tickMs;
    this.#lastTickAt = now;
    if (share > 0) this.#options.onTick(share);
    if (now >= this.#endsAt) {
      this.#end();
      return;
    }
    this.#tickMs = this.#periodNow();
    this.#arm();
  }

  #end(): void {
    this.#isTicking = false;
    this.#fight.queue.cancel(this.#timer);
    this.aura.drop();
    this.#options.onEnd?.();
  }
}

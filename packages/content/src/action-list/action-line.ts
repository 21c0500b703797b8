import type { Ability, Enemies } from '@wowlab/engine';
import { chooseTarget, type TargetChoice } from './target-choice.ts';
import type { Evaluate } from './compile-expression.ts';

/** What a look through the lists has come to besides its choice. */
export interface Look {
  /** No further line may be looked at, although nothing was chosen. */
  stopped: boolean;
  /** The line that made the choice. */
  line: AbilityLine | null;
}

/** One line of an action list, compiled. */
export interface ActionLine {
  /** The line's choice, or `null` to go on with the next line unless `look.stopped` was set. */
  pick(windowMs: number, look: Look): Ability | null;
}

/** Uses an ability when it is ready and the condition holds. Readiness is the cheaper question, so it comes first. */
export class AbilityLine implements ActionLine {
  readonly ability: Ability;
  /** Number of the report's counter of uses. */
  readonly counter: number;
  readonly #condition: Evaluate | null;
  readonly #now: Evaluate;
  readonly #lineCooldownMs: number;
  /** Set for a line that says whom it goes at. */
  readonly #choice: { readonly enemies: Enemies; readonly target: TargetChoice } | null;
  #usedAt = NEVER;

  constructor(
    ability: Ability,
    condition: Evaluate | null,
    lineCooldownMs: number,
    now: Evaluate,
    counter: number,
    choice: { readonly enemies: Enemies; readonly target: TargetChoice } | null = null,
  ) {
    this.#choice = choice;
    this.ability = ability;
    this.counter = counter;
    this.#condition = condition;
    this.#lineCooldownMs = lineCooldownMs;
    this.#now = now;
  }

  pick(windowMs: number, look: Look): Ability | null {
    const { ability } = this;
    if (this.#choice !== null) return this.#pickTargeted(windowMs, look, this.#choice);
    ability.aim = null;
    if (!ability.isReadyWithin(windowMs)) return null;
    if (this.#lineCooldownMs > 0 && this.#now() < this.#usedAt + this.#lineCooldownMs) return null;
    if (this.#condition !== null && this.#condition() === 0) return null;
    look.line = this;
    return ability;
  }

  #pickTargeted(
    windowMs: number,
    look: Look,
    { enemies, target }: { readonly enemies: Enemies; readonly target: TargetChoice },
  ): Ability | null {
    const { ability } = this;
    if (this.#lineCooldownMs > 0 && this.#now() < this.#usedAt + this.#lineCooldownMs) return null;
    const chosen = chooseTarget(enemies, target, (candidate) => {
      ability.aim = candidate;
      return ability.isReadyWithin(windowMs) && (this.#condition === null || this.#condition() !== 0);
    });
    ability.aim = chosen;
    if (chosen === null) return null;
    look.line = this;
    return ability;
  }

  /** Whether the line would act if only the resource were there. */
  waitsForResource(windowMs: number): boolean {
    return this.ability.lacksOnlyResource(windowMs) && (this.#condition === null || this.#condition() !== 0);
  }

  used(): void {
    this.#usedAt = this.#now();
  }

  reset(): void {
    this.#usedAt = NEVER;
  }
}

/** Looks through another list; `run` does not come back. */
export class CallLine implements ActionLine {
  readonly #lines: readonly ActionLine[];
  readonly #condition: Evaluate | null;
  readonly #returns: boolean;

  constructor(lines: readonly ActionLine[], condition: Evaluate | null, returns: boolean) {
    this.#lines = lines;
    this.#condition = condition;
    this.#returns = returns;
  }

  pick(windowMs: number, look: Look): Ability | null {
    if (this.#condition !== null && this.#condition() === 0) return null;
    const ability = pickFrom(this.#lines, windowMs, look);
    if (ability === null && !this.#returns) look.stopped = true;
    return ability;
  }
}

/** Does something and goes on, such as setting a variable. */
export class EffectLine implements ActionLine {
  readonly #effect: () => void;
  readonly #condition: Evaluate | null;

  constructor(effect: () => void, condition: Evaluate | null) {
    this.#effect = effect;
    this.#condition = condition;
  }

  pick(): null {
    if (this.#condition === null || this.#condition() !== 0) this.#effect();
    return null;
  }
}

/** Holds everything below back while the next line only lacks its resource. */
export class PoolLine implements ActionLine {
  readonly #next: AbilityLine;
  readonly #condition: Evaluate | null;

  constructor(next: AbilityLine, condition: Evaluate | null) {
    this.#next = next;
    this.#condition = condition;
  }

  pick(windowMs: number, look: Look): null {
    if (this.#condition !== null && this.#condition() === 0) return null;
    if (this.#next.waitsForResource(windowMs)) look.stopped = true;
    return null;
  }
}

/** The first choice of a list. */
export const pickFrom = (lines: readonly ActionLine[], windowMs: number, look: Look): Ability | null => {
  for (let index = 0; index < lines.length; index += 1) {
    const ability = (lines[index] as ActionLine).pick(windowMs, look);
    if (ability !== null || look.stopped) return ability;
  }
  return null;
};

/** A moment before every fight. */
const NEVER = -1_000_000_000;

import type { Ability } from '@wowlab/engine';
import type { ActionLine, Look } from './action-line.ts';
import type { Evaluate } from './compile-expression.ts';

/**
 * Abilities used one after another. A `sequence` goes on whenever its next step is ready and, once through, rests until
 * the fight ends. A `strict_sequence` begins only when every step's cooldown is ready, and then nothing else is done until
 * it is through; afterwards it may begin again.
 */
export class SequenceLine implements ActionLine {
  readonly #steps: readonly Ability[];
  readonly #condition: Evaluate | null;
  readonly #isStrict: boolean;
  #next = 0;

  constructor(steps: readonly Ability[], condition: Evaluate | null, isStrict: boolean) {
    this.#steps = steps;
    this.#condition = condition;
    this.#isStrict = isStrict;
  }

  get isUnderWay(): boolean {
    return this.#isStrict && this.#next > 0;
  }

  pick(windowMs: number, look: Look): Ability | null {
    const step = this.#steps[this.#next];
    if (step === undefined) return null;
    if (this.isUnderWay) {
      if (step.isReadyWithin(windowMs)) return step;
      // A step that can not follow although nothing is in its way ends the sequence.
      if (step.isBusy()) look.stopped = true;
      else this.#next = 0;
      return null;
    }
    if (!step.isReadyWithin(windowMs)) return null;
    if (this.#condition !== null && this.#condition() === 0) return null;
    if (this.#isStrict && !this.#steps.every((each) => each.cooldown === null || each.cooldown.isReady)) return null;
    look.line = null;
    return step;
  }

  /** Told about every ability the actor completed. */
  completed(ability: Ability): void {
    if (this.#steps[this.#next] !== ability) return;
    this.#next += 1;
    if (this.#isStrict && this.#next === this.#steps.length) this.#next = 0;
  }

  reset(): void {
    this.#next = 0;
  }
}

import { eventPriority } from './event-queue.ts';
import type { Fight } from './fight.ts';

/** Automatic attacks: one swing after the other, each as long as the haste at its start says. */
export class SwingTimer {
  readonly #fight: Fight;
  readonly #baseMs: number;
  readonly #haste: () => number;
  readonly #timer: number;
  #lengthMs = 0;
  /** While held, a swing that falls due waits. */
  #isHeld = false;
  #isWaiting = false;

  /** @param haste divisor of the swing's length. @param swing what a swing does. */
  constructor(fight: Fight, baseMs: number, haste: () => number, swing: () => void) {
    this.#fight = fight;
    this.#baseMs = baseMs;
    this.#haste = haste;
    this.#timer = fight.timer(eventPriority.swing, () => {
      if (this.#isHeld) {
        this.#isWaiting = true;
        return;
      }
      // Armed before the swing: what the swing sets off may look at the next one, or move it.
      this.#lengthMs = this.#length();
      fight.queue.schedule(this.#timer, fight.now + this.#lengthMs);
      swing();
    });
    fight.onReset(this);
  }

  /** Swings that fall due from now on wait until they are let go. */
  hold(): void {
    this.#isHeld = true;
  }

  /** A swing that waited comes now. */
  letGo(): void {
    this.#isHeld = false;
    if (this.#isWaiting) this.#arm(this.#fight.now);
  }

  reset(): void {
    this.#isHeld = false;
    this.#isWaiting = false;
  }

  /** The first swing comes now. */
  start(): void {
    this.#lengthMs = this.#length();
    this.#arm(this.#fight.now);
  }

  stop(): void {
    this.#isWaiting = false;
    this.#fight.queue.cancel(this.#timer);
  }

  get isRunning(): boolean {
    return this.#isWaiting || this.#fight.queue.isArmed(this.#timer);
  }

  /** When the next swing comes, ms. */
  get nextAt(): number {
    return this.#isWaiting ? this.#fight.now : this.#fight.queue.timeOf(this.#timer);
  }

  /** Holds the next swing back until then. */
  delayUntil(time: number): void {
    if (this.isRunning && this.nextAt < time) this.#arm(time);
  }

  /** Moves the next swing back by so much. */
  delayBy(delayMs: number): void {
    if (this.isRunning) this.#arm(this.nextAt + delayMs);
  }

  /** The next swing is a whole swing after that moment; one that would have come already comes now, never before the pull. */
  restartAt(time: number): void {
    if (!this.isRunning) return;
    this.#lengthMs = this.#length();
    this.#arm(Math.max(this.#fight.now, time + this.#lengthMs));
  }

  /** After haste changed: the rest of the swing in progress becomes shorter or longer by as much as whole swings do. */
  rescale(): void {
    if (!this.isRunning) return;
    const before = this.#lengthMs;
    this.#lengthMs = this.#length();
    const left = this.nextAt - this.#fight.now;
    if (left > 0 && before !== this.#lengthMs) {
      this.#arm(this.#fight.now + Math.round((left * this.#lengthMs) / before));
    }
  }

  #arm(time: number): void {
    this.#isWaiting = false;
    this.#fight.queue.schedule(this.#timer, time);
  }

  #length(): number {
    return Math.round(this.#baseMs / this.#haste());
  }
}

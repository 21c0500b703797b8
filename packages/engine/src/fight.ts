import { EventQueue, MAX_TIME_MS } from './event-queue.ts';
import type { FightObserver } from './fight-observer.ts';
import { RandomStream } from './random-stream.ts';

/** Events after which a fight is given up. A 300 s hunter fight takes about 2,000. */
export const MAX_EVENTS_PER_FIGHT = 2_000_000;

/** A fight used up its events: the input never ends, or is far beyond what a fight is. */
export class EventCapExceeded extends Error {
  readonly atMs: number;

  constructor(atMs: number, cap: number) {
    super(
      `the fight was stopped ${atMs} ms after the pull: it passed ${cap} events. ` +
        'Shorten the fight, lower the number of targets, or remove actions that repeat without taking time.',
    );
    this.name = 'EventCapExceeded';
    this.atMs = atMs;
  }
}

/** Something with state of its own that must be as new at the start of each iteration. */
export interface Resettable {
  reset(): void;
}

/** Something whose iterations are summed up in a row of the report. Rows of the same name are one. */
export interface Tallied {
  /** See `tallyKinds` of statistics: what the columns are follows from the name's first part. */
  readonly tally: string;
  readonly columns: number;
  /** Adds, to the row that begins at `at`, whole numbers that say what happened in the fight that has just ended. */
  addTo(sums: Float64Array, at: number): void;
}

/**
 * One fight: the clock, the timers, the random numbers. Built once per arm together with everything that takes part, and
 * run once per iteration. Whatever takes part registers its timers and its reset here.
 */
export class Fight {
  /** Milliseconds since the pull. */
  now = 0;
  /** When this fight ends, ms. What happens at that very moment still counts. */
  endMs: number;
  readonly random = new RandomStream();
  readonly queue = new EventQueue();
  /** Told about everything that happens; null, and free, but for a fight that is written down. */
  observer: FightObserver | null = null;
  readonly #tallied: Tallied[] = [];
  readonly #handlers: (() => void)[] = [];
  readonly #resettables: Resettable[] = [];
  readonly #maxEvents: number;
  readonly #lengthMs: number;
  readonly #vary: number;
  #events = 0;

  /** @param vary fights last `lengthMs` × (1 ± this), spread evenly. */
  constructor(lengthMs: number, vary = 0, maxEvents: number = MAX_EVENTS_PER_FIGHT) {
    const longest = lengthMs * (1 + vary);
    if (!Number.isInteger(lengthMs) || lengthMs <= 0 || longest > MAX_TIME_MS) {
      throw new RangeError(`a fight of ${longest} ms can not be run: use a whole number from 1 to ${MAX_TIME_MS}`);
    }
    if (!(vary >= 0 && vary < 1)) throw new RangeError(`a fight can not vary by ${vary}: use 0 to below 1`);
    this.endMs = lengthMs;
    this.#lengthMs = lengthMs;
    this.#vary = vary;
    this.#maxEvents = maxEvents;
  }

  /** Hands out a timer that calls `fire` whenever it falls due. */
  timer(priority: number, fire: () => void): number {
    const timer = this.queue.addTimer(priority);
    this.#handlers[timer] = fire;
    return timer;
  }

  /** Things are reset in the order they registered. */
  onReset(resettable: Resettable): void {
    this.#resettables.push(resettable);
  }

  /** What is summed up at the end of each iteration. */
  onTally(tallied: Tallied): void {
    this.#tallied.push(tallied);
  }

  get tallied(): readonly Tallied[] {
    return this.#tallied;
  }

  /** No fight lasts longer, ms. */
  get longestMs(): number {
    return Math.ceil(this.#lengthMs * (1 + this.#vary));
  }

  /** Iterations differ in length. */
  get variesInLength(): boolean {
    return this.#vary > 0;
  }

  /** Events of the last run. */
  get events(): number {
    return this.#events;
  }

  /** Runs one iteration from the pull to the end. A pure function of the two numbers. */
  run(seed: number, iteration: number): void {
    this.now = 0;
    this.queue.clear();
    this.random.start(seed, iteration);
    if (this.#vary > 0) {
      const factor = 1 + this.#vary * (2 * this.random.next() - 1);
      this.endMs = Math.max(1, Math.round(this.#lengthMs * factor));
    }
    for (const resettable of this.#resettables) resettable.reset();
    this.#events = this.#loop();
  }

  #loop(): number {
    const queue = this.queue;
    const handlers = this.#handlers;
    const endMs = this.endMs;
    const maxEvents = this.#maxEvents;
    let events = 0;
    for (;;) {
      const timer = queue.pop();
      if (timer < 0) return events;
      const time = queue.timeOf(timer);
      if (time > endMs) return events;
      this.now = time;
      events += 1;
      if (events > maxEvents) throw new EventCapExceeded(time, maxEvents);
      (handlers[timer] as () => void)();
    }
  }
}

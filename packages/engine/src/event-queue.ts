/** Lower runs first among events of the same millisecond. */
export const eventPriority = Object.freeze({
  /** Things that end or fall due by themselves: periodic damage, auras, arrivals. */
  effect: 0,
  swing: 1,
  resource: 2,
  /** A cast completes before anyone decides what to do next. */
  cast: 3,
  decision: 4,
  /** A queued action, which a decision at the same moment may still replace. */
  queued: 5,
});

const PRIORITY_BITS = 3;
const NONE = -1;

/** Longest fight the queue's keys can order, ms (4.6 hours). */
export const MAX_TIME_MS = 16_777_215;

/**
 * A priority queue of timers ordered by (time, priority, order of scheduling). A timer is a small number handed out once
 * and re-armed as often as needed, so running a fight allocates nothing.
 *
 * Armed timers lie in a sorted array, the next one last. A fight has a few dozen of them, and what is armed mostly falls
 * due soon: it moves past a handful of others, in a loop the processor foresees. A binary heap moves less, but where to is
 * anyone's guess at each level: with it fights took 14 % longer. Time and priority are packed into one small integer; what
 * is armed later goes behind its equals, so the third part of the order needs no number.
 */
export class EventQueue {
  /** By place: what is armed, latest first. */
  #keys = new Int32Array(64);
  #order = new Int32Array(64);
  /** By timer. */
  #times = new Int32Array(64);
  #priorities = new Int32Array(64);
  #armed = new Uint8Array(64);
  #timers = 0;
  #size = 0;

  addTimer(priority: number): number {
    const timer = this.#timers;
    if (timer === this.#times.length) this.#grow();
    this.#timers = timer + 1;
    this.#priorities[timer] = priority;
    return timer;
  }

  clear(): void {
    this.#armed.fill(0);
    this.#size = 0;
  }

  /** Arms a timer, or moves it if it is armed already. @param time whole ms, below 2^28. */
  schedule(timer: number, time: number): void {
    if (this.#armed[timer] !== 0) this.#remove(timer);
    this.#armed[timer] = 1;
    this.#times[timer] = time;
    const key = (time << PRIORITY_BITS) | (this.#priorities[timer] as number);
    const keys = this.#keys;
    const order = this.#order;
    let place = this.#size;
    this.#size = place + 1;
    while (place > 0 && (keys[place - 1] as number) <= key) {
      keys[place] = keys[place - 1] as number;
      order[place] = order[place - 1] as number;
      place -= 1;
    }
    keys[place] = key;
    order[place] = timer;
  }

  cancel(timer: number): void {
    if (this.#armed[timer] === 0) return;
    this.#remove(timer);
    this.#armed[timer] = 0;
  }

  isArmed(timer: number): boolean {
    return this.#armed[timer] !== 0;
  }

  /** When an armed timer fires; of no meaning for one that is not armed. */
  timeOf(timer: number): number {
    return this.#times[timer] as number;
  }

  /** Takes the first timer off the queue; −1 when it is empty. */
  pop(): number {
    const last = this.#size - 1;
    if (last < 0) return NONE;
    this.#size = last;
    const timer = this.#order[last] as number;
    this.#armed[timer] = 0;
    return timer;
  }

  #remove(timer: number): void {
    const keys = this.#keys;
    const order = this.#order;
    const last = this.#size - 1;
    let place = last;
    while (order[place] !== timer) place -= 1;
    for (; place < last; place += 1) {
      keys[place] = keys[place + 1] as number;
      order[place] = order[place + 1] as number;
    }
    this.#size = last;
  }

  #grow(): void {
    const length = 2 * this.#times.length;
    const widen = <Numbers extends Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers => {
      to.set(from);
      return to;
    };
    this.#keys = widen(this.#keys, new Int32Array(length));
    this.#order = widen(this.#order, new Int32Array(length));
    this.#times = widen(this.#times, new Int32Array(length));
    this.#priorities = widen(this.#priorities, new Int32Array(length));
    this.#armed = widen(this.#armed, new Uint8Array(length));
  }
}

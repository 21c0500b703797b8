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

const PRIORITIES = 8;
const SEQUENCES = 16_777_216;
const IDLE = -1;

/** Longest fight the queue's keys can order, ms (4.6 hours). */
export const MAX_TIME_MS = 16_777_215;
/** Most schedulings in one fight the queue's keys can order. */
export const MAX_SEQUENCE = SEQUENCES - 1;

/**
 * A priority queue of timers ordered by (time, priority, order of scheduling). A timer is a small number handed out once
 * and re-armed as often as needed, so running a fight allocates nothing. The three parts of the order are packed into one
 * double (24 + 3 + 24 bits, below 2^53), which makes a comparison one machine instruction.
 */
export class EventQueue {
  #keys = new Float64Array(64);
  #times = new Int32Array(64);
  #priorities = new Int32Array(64);
  #places = new Int32Array(64).fill(IDLE);
  #heap = new Int32Array(64);
  #timers = 0;
  #size = 0;
  #sequence = 0;

  addTimer(priority: number): number {
    const timer = this.#timers;
    if (timer === this.#keys.length) this.#grow();
    this.#timers = timer + 1;
    this.#priorities[timer] = priority;
    this.#places[timer] = IDLE;
    return timer;
  }

  clear(): void {
    for (let place = 0; place < this.#size; place += 1) this.#places[this.#heap[place] as number] = IDLE;
    this.#size = 0;
    this.#sequence = 0;
  }

  /** Arms a timer, or moves it if it is armed already. */
  schedule(timer: number, time: number): void {
    const key = (time * PRIORITIES + (this.#priorities[timer] as number)) * SEQUENCES + this.#sequence;
    this.#sequence += 1;
    this.#times[timer] = time;
    const place = this.#places[timer] as number;
    if (place === IDLE) {
      this.#keys[timer] = key;
      this.#size += 1;
      this.#rise(this.#size - 1, timer, key);
      return;
    }
    const before = this.#keys[timer] as number;
    this.#keys[timer] = key;
    if (key < before) this.#rise(place, timer, key);
    else this.#sink(place, timer, key);
  }

  cancel(timer: number): void {
    const place = this.#places[timer] as number;
    if (place === IDLE) return;
    this.#places[timer] = IDLE;
    this.#size -= 1;
    if (place === this.#size) return;
    const moved = this.#heap[this.#size] as number;
    const key = this.#keys[moved] as number;
    if (place > 0 && key < (this.#keys[this.#heap[(place - 1) >> 1] as number] as number)) {
      this.#rise(place, moved, key);
    } else {
      this.#sink(place, moved, key);
    }
  }

  isArmed(timer: number): boolean {
    return this.#places[timer] !== IDLE;
  }

  /** When an armed timer fires; of no meaning for one that is not armed. */
  timeOf(timer: number): number {
    return this.#times[timer] as number;
  }

  /** Takes the first timer off the queue; −1 when it is empty. */
  pop(): number {
    if (this.#size === 0) return IDLE;
    const first = this.#heap[0] as number;
    this.#places[first] = IDLE;
    this.#size -= 1;
    if (this.#size > 0) {
      const moved = this.#heap[this.#size] as number;
      this.#sink(0, moved, this.#keys[moved] as number);
    }
    return first;
  }

  #rise(from: number, timer: number, key: number): void {
    const heap = this.#heap;
    const keys = this.#keys;
    const places = this.#places;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] as number;
      if ((keys[above] as number) <= key) break;
      heap[place] = above;
      places[above] = place;
      place = parent;
    }
    heap[place] = timer;
    places[timer] = place;
  }

  #sink(from: number, timer: number, key: number): void {
    const heap = this.#heap;
    const keys = this.#keys;
    const places = this.#places;
    const size = this.#size;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      let below = heap[child] as number;
      const right = child + 1;
      if (right < size && (keys[heap[right] as number] as number) < (keys[below] as number)) {
        child = right;
        below = heap[right] as number;
      }
      if ((keys[below] as number) >= key) break;
      heap[place] = below;
      places[below] = place;
      place = child;
    }
    heap[place] = timer;
    places[timer] = place;
  }

  #grow(): void {
    const length = 2 * this.#keys.length;
    const widen = <Numbers extends Float64Array | Int32Array>(from: Numbers, to: Numbers): Numbers => {
      to.set(from);
      return to;
    };
    this.#keys = widen(this.#keys, new Float64Array(length));
    this.#times = widen(this.#times, new Int32Array(length));
    this.#priorities = widen(this.#priorities, new Int32Array(length));
    this.#places = widen(this.#places, new Int32Array(length).fill(IDLE));
    this.#heap = widen(this.#heap, new Int32Array(length));
  }
}

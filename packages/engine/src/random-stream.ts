const WARM_UP_STEPS = 16;
const TWO_POW_32 = 4_294_967_296;

/**
 * The random numbers of one iteration: sfc32 (Chris Doty-Humphrey), whose 128-bit state is filled with the seed and the
 * iteration number. A step is a bijection of the state, so two different (seed, iteration) pairs never share a state, and
 * an iteration can be replayed without running the ones before it. The state lives in a typed array: fields that outgrow
 * small integers would be boxed in some browsers.
 */
export class RandomStream {
  readonly #state = new Int32Array(4);

  /**
   * @param seed a whole number from 0 to 2^53 − 1.
   * @param iteration a whole number from 0 to 2^43 − 1.
   */
  start(seed: number, iteration: number): void {
    const state = this.#state;
    state[0] = seed | 0;
    state[1] = iteration | 0;
    // What is left of both shares a word: 21 bits of the seed, 11 of the iteration.
    state[2] = Math.floor(seed / TWO_POW_32) ^ (Math.floor(iteration / TWO_POW_32) << 21);
    state[3] = 1;
    for (let step = 0; step < WARM_UP_STEPS; step += 1) this.next();
  }

  /** The next number, evenly spread over [0, 1) in steps of 2^-32. */
  next(): number {
    const state = this.#state;
    const a = state[0] as number;
    const b = state[1] as number;
    const c = state[2] as number;
    const counter = state[3] as number;
    const sum = (((a + b) | 0) + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + sum) | 0;
    state[3] = (counter + 1) | 0;
    return (sum >>> 0) / TWO_POW_32;
  }
}

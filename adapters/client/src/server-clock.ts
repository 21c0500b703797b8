/** Answers that took longer say too little about the server's time. */
const longestRoundTripMs = 20_000;

/**
 * The server's clock as this machine knows it. Signatures are refused outside a window of ±60 s, so a machine with a wrong
 * clock signs with the server's time instead of its own.
 */
export class ServerClock {
  readonly #localNow: () => number;
  #offsetMs = 0;

  constructor(localNow: () => number) {
    this.#localNow = localNow;
  }

  /** Server minus local, ms; 0 until something was learned. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** The server's time, ms since the epoch. */
  nowMs(): number {
    return this.#localNow() + this.#offsetMs;
  }

  /** Takes the server's time from an answer, as if read halfway between sending and receiving (local clock). */
  learn(serverTimeMs: number, sentAtMs: number, receivedAtMs: number): void {
    const roundTripMs = receivedAtMs - sentAtMs;
    if (roundTripMs < 0 || roundTripMs > longestRoundTripMs) return;
    this.#offsetMs = Math.round(serverTimeMs - (sentAtMs + roundTripMs / 2));
  }
}

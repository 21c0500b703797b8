/** Heartbeats in a row that must find the same before it is believed. */
const beatsUntilBelieved = 2;

export interface LeaseAuditOptions {
  /** Rises at the begin and at the end of each exchange about work: odd while one is under way. */
  readonly exchanges: () => number;
  /** Chunks this node still has to answer for: waiting, running, or told with the next exchange. */
  readonly held: () => number;
}

/**
 * Finds leases that the server counts for this node and the node knows nothing of. They come from a server that lost the end
 * of its log, completions included: this node lives, so they would stay leased until their far deadline.
 */
export class LeaseAudit {
  readonly #options: LeaseAuditOptions;
  #beats = 0;

  constructor(options: LeaseAuditOptions) {
    this.#options = options;
  }

  /** Before a heartbeat is sent: what `isForgotten` needs to know that nothing changed meanwhile. */
  mark(): number {
    return this.#options.exchanges();
  }

  /** Whether the leases that the answer to a heartbeat tells of are more than this node holds, seen often enough. */
  findsForgotten(mark: number, leases: number): boolean {
    const now = this.#options.exchanges();
    // An exchange under way, or one since, changes what either side holds: nothing can be compared.
    if (now !== mark || now % 2 === 1) return false;
    this.#beats = leases > this.#options.held() ? this.#beats + 1 : 0;
    if (this.#beats < beatsUntilBelieved) return false;
    this.#beats = 0;
    return true;
  }
}

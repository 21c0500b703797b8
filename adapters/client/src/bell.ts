/** What a timer of this runtime can hold. */
const longestTimerMs = 2 ** 31 - 1;

/** Something to wait for, at most so long, that can be rung early. A ring while nobody waits is kept for the next wait. */
export class Bell {
  #rung = false;
  #wake: () => void = () => undefined;

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  /**
   * One waiter at a time. `Infinity` waits for the ring alone.
   *
   * @throws what the signal was aborted with.
   */
  async wait(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = Number.isFinite(timeoutMs)
          ? setTimeout(() => this.#wake(), Math.min(longestTimerMs, Math.max(0, timeoutMs)))
          : undefined;
        this.#wake = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', this.#wake);
          this.#wake = () => undefined;
          resolve();
        };
        signal?.addEventListener('abort', this.#wake, { once: true });
      });
    }
    this.#rung = false;
    signal?.throwIfAborted();
  }
}

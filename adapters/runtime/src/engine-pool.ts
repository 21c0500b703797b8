import { setMaxListeners } from 'node:events';
import type { EngineBundle } from './engine-bundle.ts';
import { type SlotAnswer, WorkerSlot, type WorkerSlotOptions } from './engine-worker-slot.ts';

/** One interval of iterations of one arm, to be computed. */
export interface ChunkToRun {
  readonly config: { readonly hash: string; readonly text: string };
  readonly seed: number;
  readonly start: number;
  readonly count: number;
  /** Aborting drops a waiting chunk at once and a running one at its next slice. */
  readonly signal?: AbortSignal;
}

/** How a chunk ended. All of it is a value: an engine that throws, dies or never returns costs its chunk and nothing else. */
export type ChunkRun =
  | { readonly kind: 'done'; readonly aggregate: string; readonly computeMs: number }
  /** The engine refused the arm or broke on it; `reason` is for people. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'hung'; readonly reason: string }
  | { readonly kind: 'cancelled' };

export interface EnginePoolOptions {
  readonly bundle: EngineBundle;
  readonly workers: number;
  /** A running chunk without progress for this long means a hung worker. Default 30 s. */
  readonly hungAfterMs?: number;
  /** About how long a worker runs before it looks for a cancellation. Default 500 ms. */
  readonly sliceMs?: number;
  /** Prepared arms kept per worker. Default 32. */
  readonly preparedArms?: number;
  /** Heap of one worker, MB; beyond it the worker dies, not the process. Default 1024. */
  readonly heapMb?: number;
  /** Told when a worker was lost and is being replaced. */
  readonly onWorkerLost?: (reason: string) => void;
}

interface Waiting {
  readonly chunk: ChunkToRun;
  readonly settle: (run: ChunkRun) => void;
}

/** Checks of a busy worker's progress per `hungAfterMs`. */
const checksUntilHung = 10;
/** A worker that could not be started is tried again after this long. */
const restartDelayMs = 1_000;
/** Weight of the newest chunk in the measured speed. */
const speedWeight = 0.3;
/** Part of a slice that the first slice of an arm should take, judged by the speed of other arms. */
const firstSliceShare = 0.25;

/** Runs chunks on worker threads that each hold the engine. Waiting chunks are started in the order they came. */
export class EnginePool {
  readonly build: string;
  readonly workers: number;
  readonly #options: Required<EnginePoolOptions>;
  readonly #slots = new Set<WorkerSlot>();
  readonly #armsOf = new WeakMap<WorkerSlot, string>();
  readonly #waiting: Waiting[] = [];
  readonly #watch: NodeJS.Timeout;
  #retiredIterations = 0;
  #iterationsPerMs = 0;
  #ticket = 0;
  #closed = false;

  private constructor(options: Required<EnginePoolOptions>) {
    this.#options = options;
    this.build = options.bundle.build;
    this.workers = options.workers;
    this.#watch = setInterval(() => this.#replaceHung(), options.hungAfterMs / checksUntilHung);
    this.#watch.unref();
  }

  /** Starts all workers; rejects when the bundle can not be loaded. */
  static async open(options: EnginePoolOptions): Promise<EnginePool> {
    const { workers } = options;
    if (!Number.isInteger(workers) || workers < 1 || workers > 1024) {
      throw new RangeError(`workers is ${workers} but must be a whole number from 1 to 1024`);
    }
    const pool = new EnginePool({
      hungAfterMs: 30_000,
      sliceMs: 500,
      preparedArms: 32,
      heapMb: 1024,
      onWorkerLost: () => undefined,
      ...options,
    });
    const slots = Array.from({ length: workers }, () => pool.#addSlot());
    try {
      await Promise.all(slots.map((slot) => slot.ready));
    } catch (cause) {
      await pool.close();
      throw cause;
    }
    return pool;
  }

  /** Workers that are computing. */
  get busy(): number {
    let busy = 0;
    for (const slot of this.#slots) if (slot.busy) busy += 1;
    return busy;
  }

  /** Chunks that wait for a worker. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Iterations run since the pool was opened, also of chunks still running. */
  get iterationsDone(): number {
    let done = this.#retiredIterations;
    for (const slot of this.#slots) done += slot.iterationsDone;
    return done;
  }

  /** Measured speed of one worker over the last chunks; 0 while nothing was measured. */
  get iterationsPerSecond(): number {
    return this.#iterationsPerMs * 1000;
  }

  run(chunk: ChunkToRun): Promise<ChunkRun> {
    if (this.#closed || chunk.signal?.aborted === true) return Promise.resolve({ kind: 'cancelled' });
    return new Promise((resolve) => {
      const onAbort = (): void => {
        const place = this.#waiting.indexOf(waiting);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        waiting.settle({ kind: 'cancelled' });
      };
      const waiting: Waiting = {
        chunk,
        settle: (run) => {
          chunk.signal?.removeEventListener('abort', onAbort);
          resolve(run);
        },
      };
      if (chunk.signal !== undefined) {
        // One signal for many chunks is no leak: each takes its listeners off again.
        setMaxListeners(0, chunk.signal);
        chunk.signal.addEventListener('abort', onAbort);
      }
      this.#waiting.push(waiting);
      this.#startWaiting();
    });
  }

  /** Ends every worker; chunks that wait or run are answered with `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    for (const { settle } of this.#waiting.splice(0)) settle({ kind: 'cancelled' });
    await Promise.all([...this.#slots].map((slot) => slot.terminate('the pool is closed')));
    this.#slots.clear();
  }

  #addSlot(): WorkerSlot {
    const slot = new WorkerSlot(this.#options satisfies WorkerSlotOptions);
    this.#slots.add(slot);
    slot.onGone = (reason) => this.#replace(slot, reason);
    slot.ready.then(
      () => this.#startWaiting(),
      () => undefined,
    );
    return slot;
  }

  #replace(slot: WorkerSlot, reason: string): void {
    this.#slots.delete(slot);
    this.#retiredIterations += slot.iterationsDone;
    if (this.#closed) return;
    this.#options.onWorkerLost(reason);
    // A worker that never became ready would fail again at once: threads or memory are short.
    const delayMs = slot.wasReady ? 0 : restartDelayMs;
    setTimeout(() => {
      if (!this.#closed) this.#addSlot();
    }, delayMs).unref();
  }

  #replaceHung(): void {
    for (const slot of this.#slots) {
      if (slot.checkProgress() < checksUntilHung) continue;
      const reason = `no progress for ${this.#options.hungAfterMs} ms: the worker was ended`;
      void slot.terminate(reason, true);
      this.#replace(slot, reason);
    }
  }

  /** An idle worker, if there is one that ran the same arm last, that one: its code is warm. */
  #idleSlotFor(configHash: string): WorkerSlot | undefined {
    let idle: WorkerSlot | undefined;
    for (const slot of this.#slots) {
      if (slot.busy || !slot.wasReady) continue;
      if (this.#armsOf.get(slot) === configHash) return slot;
      idle ??= slot;
    }
    return idle;
  }

  #startWaiting(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const slot = this.#idleSlotFor(next.chunk.config.hash);
      if (slot === undefined) return;
      this.#waiting.shift();
      void this.#runOn(slot, next);
    }
  }

  async #runOn(slot: WorkerSlot, { chunk, settle }: Waiting): Promise<void> {
    const { config, seed, start, count, signal } = chunk;
    this.#ticket = this.#ticket >= 0x7fff_ffff ? 1 : this.#ticket + 1;
    const ticket = this.#ticket;
    const onAbort = (): void => slot.cancel(ticket);
    signal?.addEventListener('abort', onAbort);
    this.#armsOf.set(slot, config.hash);
    const firstSlice = Math.max(1, Math.floor(this.#iterationsPerMs * this.#options.sliceMs * firstSliceShare));
    const answer = await slot.run({
      ticket,
      configHash: config.hash,
      configText: config.text,
      seed,
      start,
      count,
      firstSlice,
    });
    signal?.removeEventListener('abort', onAbort);
    if (answer.kind === 'done') this.#measure(count, answer.computeMs);
    settle(this.#outcomeOf(answer, signal?.aborted === true));
    this.#startWaiting();
  }

  #outcomeOf(answer: SlotAnswer, aborted: boolean): ChunkRun {
    if (answer.kind === 'done') return { kind: 'done', aggregate: answer.aggregate, computeMs: answer.computeMs };
    if (answer.kind === 'cancelled' || aborted || this.#closed) return { kind: 'cancelled' };
    if (answer.kind === 'failed') return { kind: 'failed', reason: answer.reason };
    if (answer.hung) return { kind: 'hung', reason: answer.reason };
    return { kind: 'failed', reason: `the worker stopped: ${answer.reason}` };
  }

  #measure(count: number, computeMs: number): void {
    if (computeMs <= 0) return;
    const measured = count / computeMs;
    this.#iterationsPerMs =
      this.#iterationsPerMs === 0 ? measured : this.#iterationsPerMs + speedWeight * (measured - this.#iterationsPerMs);
  }
}

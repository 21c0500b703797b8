import { Worker } from 'node:worker_threads';
import type { EngineBundle } from './engine-bundle.ts';
import {
  controlWords,
  engineWorkerSource,
  type WorkerAnswer,
  type WorkerSettings,
  type WorkerTask,
} from './engine-worker.ts';

export interface WorkerSlotOptions {
  readonly bundle: EngineBundle;
  readonly sliceMs: number;
  readonly preparedArms: number;
  readonly heapMb: number;
}

/** How a task of a worker ended. After `stopped` the worker is gone. */
export type SlotAnswer =
  | Exclude<WorkerAnswer, { kind: 'ready' | 'broken' }>
  | { readonly kind: 'stopped'; readonly reason: string; readonly hung: boolean };

/**
 * One worker thread and the task it holds, from start to end: `starting → idle ⇄ busy → gone`. The process is kept alive by
 * a busy worker only.
 */
export class WorkerSlot {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #control: Int32Array;
  #settle: ((answer: SlotAnswer) => void) | undefined;
  #onGone: (reason: string) => void = () => undefined;
  #gone = false;
  #wasReady = false;
  #silentChecks = 0;
  #slicesSeen = 0;

  constructor(options: WorkerSlotOptions) {
    const control = new SharedArrayBuffer(Object.keys(controlWords).length * Int32Array.BYTES_PER_ELEMENT);
    this.#control = new Int32Array(control);
    const { sliceMs, preparedArms } = options;
    const settings: WorkerSettings = {
      moduleUrl: options.bundle.moduleUrl,
      control,
      words: controlWords,
      sliceMs,
      preparedArms,
    };
    this.#worker = new Worker(engineWorkerSource(), {
      eval: true,
      workerData: settings,
      // The engine reads no environment and needs none of the parent's flags.
      env: {},
      execArgv: [],
      name: 'engine',
      resourceLimits: { maxOldGenerationSizeMb: options.heapMb },
    });
    this.ready = new Promise((resolve, reject) => {
      const onAnswer = (answer: WorkerAnswer): void => {
        if (answer.kind === 'ready') {
          this.#wasReady = true;
          this.#worker.unref();
          resolve();
        } else if (answer.kind === 'broken') {
          reject(new Error(answer.reason));
          void this.terminate(answer.reason);
        } else this.#finish(answer);
      };
      const onGone = (reason: string): void => {
        reject(new Error(`an engine worker did not start: ${reason}`));
        this.#stop(reason);
      };
      this.#worker.on('message', onAnswer);
      this.#worker.on('error', (error: unknown) => {
        onGone(error instanceof Error ? error.message : String(error));
      });
      this.#worker.on('exit', (code) => {
        onGone(`the worker thread ended with code ${code}`);
      });
    });
    // The pool awaits `ready` where it matters; a slot that is closed while starting must not reject unheard.
    this.ready.catch(() => undefined);
  }

  /** Whether the worker has loaded the engine; before that it takes no task. */
  get wasReady(): boolean {
    return this.#wasReady;
  }

  get busy(): boolean {
    return this.#settle !== undefined;
  }

  /** Iterations this worker has run; wraps at 2^32. */
  get iterationsDone(): number {
    return Atomics.load(this.#control, controlWords.iterationsDone) >>> 0;
  }

  /** Called once when the worker is gone without having been asked to. */
  set onGone(listener: (reason: string) => void) {
    this.#onGone = listener;
  }

  run(task: WorkerTask): Promise<SlotAnswer> {
    if (this.busy) throw new Error('a worker holds one task at a time');
    if (this.#gone) return Promise.resolve({ kind: 'stopped', reason: 'the worker is gone', hung: false });
    this.#silentChecks = 0;
    this.#slicesSeen = Atomics.load(this.#control, controlWords.slicesDone);
    this.#worker.ref();
    return new Promise((resolve) => {
      this.#settle = resolve;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      this.#worker.postMessage(task);
    });
  }

  /** Asks the worker to drop the task at its next slice. */
  cancel(ticket: number): void {
    Atomics.store(this.#control, controlWords.cancelledTicket, ticket);
  }

  /**
   * How many calls in a row saw no progress of the task at hand. Counting calls, not time, keeps a process that was stopped
   * for minutes from taking its workers for hung.
   */
  checkProgress(): number {
    const slices = Atomics.load(this.#control, controlWords.slicesDone);
    this.#silentChecks = this.busy && slices === this.#slicesSeen ? this.#silentChecks + 1 : 0;
    this.#slicesSeen = slices;
    return this.#silentChecks;
  }

  /** Ends the thread whatever it is doing; a task it held is answered with `stopped` and this reason. */
  async terminate(reason: string, hung = false): Promise<void> {
    this.#onGone = () => undefined;
    this.#stop(reason, hung);
    await this.#worker.terminate();
  }

  #finish(answer: SlotAnswer): void {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#worker.unref();
    settle?.(answer);
  }

  #stop(reason: string, hung = false): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#finish({ kind: 'stopped', reason, hung });
    this.#onGone(reason);
  }
}

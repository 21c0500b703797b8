import type { LocalChunk, LocalChunkRun, LocalWorkers } from '@wowlab/scheduling';
import type { NamedSpec } from '@wowlab/simc';
import type { EngineFile } from './engine-file.ts';
import type { WorkerAnswer, WorkerOrder } from './worker-messages.ts';

/** Beyond this a page takes more memory than it should, for little: few machines of players have more cores. */
const mostWorkers = 16;
/** Weight of the newest chunk in the measured speed. */
const speedWeight = 0.3;

/** One web worker that holds the engine. Answers are in the order of the orders, so one is open at a time. */
class EngineWorker {
  busy = false;
  readonly #worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module', name: 'engine' });
  #settle: ((answer: WorkerAnswer) => void) | null = null;

  constructor() {
    this.#worker.addEventListener('message', (event: MessageEvent<WorkerAnswer>) => this.#answer(event.data));
    // Out of memory, or a worker script that can not be loaded.
    this.#worker.addEventListener('error', (event) =>
      this.#answer({ kind: 'failed', reason: `the worker stopped: ${event.message || 'its script can not be run'}` }),
    );
  }

  order(order: WorkerOrder): Promise<WorkerAnswer> {
    this.busy = true;
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker.postMessage(order, []);
    });
  }

  end(): void {
    this.#worker.terminate();
    this.#answer({ kind: 'failed', reason: 'the worker was ended' });
  }

  #answer(answer: WorkerAnswer): void {
    this.busy = false;
    this.#settle?.(answer);
    this.#settle = null;
  }
}

/** Web workers with the engine, one per core. Closing them ends what they compute at once. */
export class BrowserWorkers implements LocalWorkers {
  readonly build: string;
  readonly #workers: readonly EngineWorker[];
  #specs: readonly NamedSpec[] = [];
  #iterationsPerSecond = 0;
  #closed = false;

  private constructor(build: string, count: number) {
    this.build = build;
    this.#workers = Array.from({ length: count }, () => new EngineWorker());
  }

  /** @throws {Error} when the engine can not be loaded. */
  static async open(engine: EngineFile, signal: AbortSignal): Promise<BrowserWorkers> {
    signal.throwIfAborted();
    const cores = navigator.hardwareConcurrency || 1;
    const opened = new BrowserWorkers(engine.build, Math.min(cores, mostWorkers));
    signal.addEventListener('abort', () => opened.close());
    const answers = await Promise.all(
      opened.#workers.map((worker) => worker.order({ kind: 'load', engineUrl: engine.url })),
    );
    for (const answer of answers) {
      if (answer.kind === 'ready') opened.#specs = answer.specs;
      else {
        opened.close();
        throw new Error(`The engine can not be loaded: ${answer.kind === 'failed' ? answer.reason : answer.kind}`);
      }
    }
    return opened;
  }

  get count(): number {
    return this.#workers.length;
  }

  /** What the loaded engine models. */
  get specs(): readonly NamedSpec[] {
    return this.#specs;
  }

  iterationsPerSecond(): number {
    return this.#iterationsPerSecond;
  }

  async run(chunk: LocalChunk): Promise<LocalChunkRun> {
    if (this.#closed) return { kind: 'cancelled' };
    const idle = this.#workers.find(({ busy }) => !busy);
    if (idle === undefined) throw new Error('More chunks were handed out than there are workers');
    const answer = await idle.order({ kind: 'run', chunk });
    if (this.#closed) return { kind: 'cancelled' };
    if (answer.kind === 'failed') return answer;
    if (answer.kind === 'ready') throw new Error('A worker answered a chunk with its start');
    this.#measure((chunk.count * 1_000) / Math.max(0.1, answer.computeMs));
    return answer;
  }

  close(): void {
    this.#closed = true;
    for (const worker of this.#workers) worker.end();
  }

  #measure(speed: number): void {
    const before = this.#iterationsPerSecond;
    this.#iterationsPerSecond = before === 0 ? speed : before + speedWeight * (speed - before);
  }
}

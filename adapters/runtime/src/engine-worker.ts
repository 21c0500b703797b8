import type { MessagePort } from 'node:worker_threads';
import type { EngineModule, PreparedArm } from './engine-bundle.ts';

/** One chunk for a worker. `ticket` names the task; writing it to the control word cancels it. */
export interface WorkerTask {
  readonly ticket: number;
  readonly configHash: string;
  readonly configText: string;
  readonly seed: number;
  readonly start: number;
  readonly count: number;
  /** Iterations of the first slice of an arm this worker has not run yet. */
  readonly firstSlice: number;
}

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'done'; readonly ticket: number; readonly aggregate: string; readonly computeMs: number }
  | { readonly kind: 'failed'; readonly ticket: number; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly ticket: number };

/** Words of the memory a worker shares with its pool. */
export const controlWords = { cancelledTicket: 0, slicesDone: 1, iterationsDone: 2 } as const;

export interface WorkerSettings {
  readonly moduleUrl: string;
  readonly control: SharedArrayBuffer;
  readonly words: typeof controlWords;
  /** Between two slices a worker looks for its cancellation and shows progress. */
  readonly sliceMs: number;
  /** Prepared arms kept, the least recently used leaves first. */
  readonly preparedArms: number;
}

/**
 * A worker's whole program. It is sent to the thread as text, so that one bundled file is all a program needs: it may use
 * nothing but its arguments and JavaScript's own globals.
 */
export const engineWorkerMain = async (
  port: MessagePort,
  settings: WorkerSettings,
  importModule: (url: string) => Promise<unknown>,
): Promise<void> => {
  interface CachedArm {
    readonly prepared: PreparedArm;
    msPerIteration: number;
  }
  const { words, sliceMs } = settings;
  const control = new Int32Array(settings.control);
  const send = (answer: WorkerAnswer): void => port.postMessage(answer);
  const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

  let engine: EngineModule;
  try {
    engine = (await importModule(settings.moduleUrl)) as EngineModule;
    for (const name of ['prepareArm', 'decodeAggregate', 'mergeAggregates', 'encodeAggregate'] as const) {
      if (typeof engine[name] !== 'function') throw new TypeError(`it does not export the function ${name}`);
    }
  } catch (error) {
    send({ kind: 'broken', reason: `the engine bundle can not be loaded: ${explain(error)}` });
    return;
  }

  const arms = new Map<string, CachedArm>();
  const armOf = (task: WorkerTask): CachedArm => {
    let arm = arms.get(task.configHash);
    if (arm === undefined) {
      arm = { prepared: engine.prepareArm(task.configText), msPerIteration: 0 };
      const oldest = arms.keys().next();
      if (arms.size >= settings.preparedArms && oldest.done !== true) arms.delete(oldest.value);
    } else arms.delete(task.configHash);
    arms.set(task.configHash, arm);
    return arm;
  };

  /** Slices are about `sliceMs` long by the arm's measured speed, and grow by at most 8 as code warms up. */
  const sliceOf = (arm: CachedArm, task: WorkerTask, left: number, last: number): number => {
    const wanted =
      last === 0 && arm.msPerIteration === 0
        ? task.firstSlice
        : Math.min(Math.floor(sliceMs / arm.msPerIteration), last === 0 ? left : last * 8);
    const size = Math.max(1, Math.min(left, wanted));
    return left - size < size / 2 ? left : size;
  };

  const merge = (parts: readonly string[]): string => {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const decoded = parts.map((text) => {
      const part = engine.decodeAggregate(text);
      if (part.kind !== 'ok') throw new Error(`the engine made an aggregate it can not read: ${part.problem}`);
      return part.aggregate as never;
    });
    return engine.encodeAggregate(engine.mergeAggregates(decoded) as never);
  };

  // Kept out of the message handler: V8 deoptimises a hot loop that stands in it.
  const runChunk = (arm: CachedArm, task: WorkerTask): string | undefined => {
    const parts: string[] = [];
    const end = task.start + task.count;
    for (let next = task.start, size = 0; next < end; next += size) {
      if (Atomics.load(control, words.cancelledTicket) === task.ticket) return undefined;
      size = sliceOf(arm, task, end - next, size);
      const began = performance.now();
      parts.push(arm.prepared.run(task.seed, next, size));
      // At least a microsecond, so that a coarse clock can not make it zero.
      arm.msPerIteration = Math.max(0.001, performance.now() - began) / size;
      Atomics.add(control, words.iterationsDone, size);
      Atomics.add(control, words.slicesDone, 1);
    }
    return merge(parts);
  };

  const answer = (task: WorkerTask): WorkerAnswer => {
    const { ticket } = task;
    const began = performance.now();
    try {
      const aggregate = runChunk(armOf(task), task);
      if (aggregate === undefined) return { kind: 'cancelled', ticket };
      return { kind: 'done', ticket, aggregate, computeMs: performance.now() - began };
    } catch (error) {
      return { kind: 'failed', ticket, reason: explain(error) };
    }
  };

  port.on('message', (task: WorkerTask) => {
    send(answer(task));
  });
  send({ kind: 'ready' });
};

/** The program as the text of a CommonJS worker. Tools that keep function names call `__name`, which means nothing here. */
export const engineWorkerSource = (): string => `'use strict';
const __name = (target) => target;
const { parentPort, workerData } = require('node:worker_threads');
(${engineWorkerMain.toString()})(parentPort, workerData, (url) => import(url));
`;

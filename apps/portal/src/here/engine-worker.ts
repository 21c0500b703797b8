import type { LocalChunk } from '@wowlab/scheduling';
import type { NamedSpec } from '@wowlab/simc';
import type { WorkerAnswer, WorkerOrder } from './worker-messages.ts';

/** What is used of the engine bundle. */
interface EngineModule {
  readonly engineManifest: { readonly specs: readonly NamedSpec[] };
  readonly prepareArm: (configText: string) => PreparedArm;
}

interface PreparedArm {
  readonly run: (seed: number, start: number, count: number) => string;
}

let engine: EngineModule | null = null;
let prepared: { readonly hash: string; readonly arm: PreparedArm } | null = null;

const load = async (engineUrl: string): Promise<WorkerAnswer> => {
  engine = (await import(/* @vite-ignore */ engineUrl)) as EngineModule;
  return { kind: 'ready', specs: engine.engineManifest.specs };
};

/** Arms run one after another, so one prepared arm is all that is kept. */
const armOf = ({ hash, text }: LocalChunk['config']): PreparedArm => {
  if (engine === null) throw new Error('A chunk came before the engine was loaded');
  if (prepared?.hash !== hash) prepared = { hash, arm: engine.prepareArm(text) };
  return prepared.arm;
};

// A chunk is short (see `simulateJob`), so a worker needs no ear for a cancellation: it is ended instead.
const run = ({ config, seed, start, count }: LocalChunk): WorkerAnswer => {
  const beganMs = performance.now();
  const aggregate = armOf(config).run(seed, start, count);
  return { kind: 'done', aggregate, computeMs: performance.now() - beganMs };
};

const answerTo = async (order: WorkerOrder): Promise<WorkerAnswer> => {
  try {
    return order.kind === 'load' ? await load(order.engineUrl) : run(order.chunk);
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
};

addEventListener('message', (event: MessageEvent<WorkerOrder>) => {
  void answerTo(event.data).then((answer) => postMessage(answer));
});

import type { Report, SubmitJob } from '@wowlab/protocol';
import { simulateJob } from '@wowlab/scheduling';
import type { Draft } from '../compose/draft.ts';
import type { ProgressView } from '../job/job-view.ts';
import { BrowserWorkers } from './browser-workers.ts';
import { readEngineFile } from './engine-file.ts';
import { liveProgress, notBegun } from './live-progress.ts';
import { readLocalJob, type LocalJob, type ReadLocalJob } from './read-local-job.ts';
import { sha256Hex } from './sha256-hex.ts';

/** The page is told about progress at most this often, as by the network. */
const tellEveryMs = 100;

/** The simulation of this page, running or ended. It lives as long as the page: no server knows of it. */
export interface LocalRun {
  readonly job: LocalJob;
  /** What was asked, to ask it again. */
  readonly draft: Draft;
  readonly workers: number;
  readonly startedAtMs: number;
  readonly view: ProgressView;
  readonly end:
    | null
    | { readonly kind: 'done'; readonly report: Report }
    | { readonly kind: 'failed'; readonly reason: string }
    | { readonly kind: 'cancelled' };
}

let current: LocalRun | null = null;
let running: AbortController | null = null;
const listeners = new Set<() => void>();

const show = (run: LocalRun): void => {
  current = run;
  for (const listener of listeners) listener();
};

/** For `useSyncExternalStore`. */
export const localRuns = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: (): LocalRun | null => current,
};

/** Ends the running simulation at once; its partial result is not kept. */
export const cancelLocalRun = (): void => running?.abort();

const compute = async (first: LocalRun, workers: BrowserWorkers, signal: AbortSignal): Promise<void> => {
  const { job } = first;
  let latest = first;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const finish = (end: NonNullable<LocalRun['end']>): void => {
    workers.close();
    // A run that was replaced by the next one tells nothing any more.
    if (current?.job !== job) return;
    show({ ...latest, view: { ...latest.view, job: { ...latest.view.job, state: end.kind } }, end });
  };
  try {
    const simulated = await simulateJob({
      arms: job.arms,
      plan: job.plan,
      workers,
      sha256Hex,
      nowMs: () => performance.now(),
      onProgress: (arms) => {
        const nowMs = performance.now();
        if (signal.aborted || nowMs - toldAtMs < tellEveryMs) return;
        toldAtMs = nowMs;
        latest = { ...latest, view: liveProgress(job, arms) };
        show(latest);
      },
    });
    finish(simulated);
  } catch (error) {
    finish({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
};

export type StartedLocalRun = { readonly kind: 'started' } | Exclude<ReadLocalJob, { readonly kind: 'job' }>;

/**
 * Begins to simulate in this browser; a simulation that still runs is cancelled. Resolves once workers compute, or with what
 * is wrong with the request.
 *
 * @throws {Error} when the engine can not be loaded.
 */
export const startLocalRun = async (body: SubmitJob, draft: Draft): Promise<StartedLocalRun> => {
  running?.abort();
  const controller = new AbortController();
  const { signal } = controller;
  running = controller;
  const workers = await BrowserWorkers.open(await readEngineFile(signal), signal);
  const read = readLocalJob(body, workers.specs);
  if (read.kind === 'refused') {
    workers.close();
    return read;
  }
  const { job } = read;
  const first = { job, draft, workers: workers.count, startedAtMs: Date.now(), view: notBegun(job), end: null };
  show(first);
  void compute(first, workers, signal);
  return { kind: 'started' };
};

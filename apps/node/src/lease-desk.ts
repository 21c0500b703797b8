import type { ChunkRef, Lease } from '@wowlab/protocol';
import type { ChunkRun, EnginePool, Logger } from '@wowlab/runtime';
import { chunkKey } from './chunk-key.ts';
import type { ConfigCache } from './config-cache.ts';
import { MovingAverage } from './moving-average.ts';
import type { Outbox } from './outbox.ts';

export interface LeaseDeskOptions {
  readonly pool: EnginePool;
  readonly configs: ConfigCache;
  readonly outbox: Outbox;
  readonly logger: Logger;
  /** Told when a lease was settled: there is something to say to the server, and room for more. */
  readonly onSettled: () => void;
}

interface HeldLease {
  readonly lease: Lease;
  readonly cancel: AbortController;
}

const chunkTimeWeight = 0.3;

/**
 * The leases this node holds: waiting in order of arrival, running on a worker, or settling: computed, and not yet in the
 * outbox, because results are written to disk first. Each ends in the outbox, as a result, a failure or given back; only
 * leases of jobs that have ended vanish.
 */
export class LeaseDesk {
  readonly #options: LeaseDeskOptions;
  readonly #waiting = new Map<string, HeldLease>();
  readonly #running = new Map<string, HeldLease>();
  readonly #chunkMs = new MovingAverage(chunkTimeWeight);
  #settling = 0;
  #closed = false;
  #lastJob = '';

  constructor(options: LeaseDeskOptions) {
    this.#options = options;
  }

  /** All that is not yet in the outbox: an agent that stops before it is 0 leaves results untold. */
  get held(): number {
    return this.#waiting.size + this.#running.size + this.#settling;
  }

  /** What workers are busy with or will be. */
  get queued(): number {
    return this.#waiting.size + this.#running.size;
  }

  get running(): number {
    return this.#running.size;
  }

  /** How long a chunk keeps a worker, ms, by the last ones; 0 while unknown. */
  get chunkMs(): number {
    return this.#chunkMs.value;
  }

  /** Takes leases up. One of a build this node does not have goes back; one that is held already is the same lease again. */
  accept(leases: readonly Lease[]): void {
    const { pool, outbox, logger } = this.#options;
    for (const lease of leases) {
      const key = chunkKey(lease);
      if (this.#waiting.has(key) || this.#running.has(key)) continue;
      if (this.#closed || lease.build !== pool.build) {
        if (lease.build !== pool.build) {
          logger.warn({ wanted: lease.build, has: pool.build }, 'a lease of another engine build was given back');
        }
        outbox.addReturn(lease);
      } else {
        this.#tellOfJob(lease.job);
        this.#waiting.set(key, { lease, cancel: new AbortController() });
        // Fetched while it waits, so that the worker does not.
        void this.#options.configs.get(lease.config).catch(() => undefined);
      }
    }
    this.#startWaiting();
  }

  /** Drops every lease of a job that has ended. */
  dropJob(job: string): void {
    for (const [key, { lease }] of this.#waiting) if (lease.job === job) this.#waiting.delete(key);
    for (const { lease, cancel } of this.#running.values()) if (lease.job === job) cancel.abort();
  }

  /** Gives back what has not been started. */
  returnWaiting(): void {
    for (const { lease } of this.#waiting.values()) this.#options.outbox.addReturn(lease);
    this.#waiting.clear();
    this.#options.onSettled();
  }

  /** Gives everything back and takes nothing more. What runs is cut short. */
  close(): void {
    this.#closed = true;
    for (const { lease, cancel } of this.#running.values()) {
      this.#options.outbox.addReturn(lease);
      cancel.abort();
    }
    this.returnWaiting();
  }

  /** One line per job that comes up, not per lease. */
  #tellOfJob(job: string): void {
    if (job !== this.#lastJob) this.#options.logger.info({ job }, 'working on a job');
    this.#lastJob = job;
  }

  #startWaiting(): void {
    for (const [key, held] of this.#waiting) {
      if (this.#running.size >= this.#options.pool.workers) return;
      this.#waiting.delete(key);
      this.#running.set(key, held);
      void this.#run(key, held);
    }
  }

  async #run(key: string, { lease, cancel }: HeldLease): Promise<void> {
    const { outbox, logger, onSettled } = this.#options;
    try {
      const run = await this.#compute(lease, cancel.signal);
      this.#running.delete(key);
      this.#settling += 1;
      // Before anything else, so that the worker is not idle while the result is written down.
      this.#startWaiting();
      try {
        await this.#settle(lease, run);
      } finally {
        this.#settling -= 1;
      }
    } catch (error) {
      this.#running.delete(key);
      if (!cancel.signal.aborted) {
        logger.error({ err: error, job: lease.job }, 'a chunk could not be run');
        outbox.addFailure(lease, error instanceof Error ? error.message : String(error));
      }
      this.#startWaiting();
    }
    onSettled();
  }

  async #compute(lease: Lease, signal: AbortSignal): Promise<ChunkRun> {
    const { pool, configs } = this.#options;
    const config = await configs.get(lease.config);
    if (config.kind === 'refused') return { kind: 'failed', reason: `its config can not be had: ${config.reason}` };
    const { seed, start, count } = lease;
    return pool.run({ config: { hash: lease.config, text: config.text }, seed, start, count, signal });
  }

  async #settle(lease: Lease, run: ChunkRun): Promise<void> {
    const { outbox, logger } = this.#options;
    const { job, arm, start, count, generation }: ChunkRef = lease;
    const shown = { job, arm, start, count };
    switch (run.kind) {
      case 'done': {
        const computeMs = Math.round(run.computeMs);
        this.#chunkMs.add(run.computeMs);
        logger.debug({ ...shown, computeMs }, 'chunk computed');
        await outbox.addResult({ job, arm, start, count, generation, aggregate: run.aggregate, computeMs });
        break;
      }
      case 'failed':
      case 'hung':
        logger.warn(
          { ...shown, reason: run.reason },
          run.kind === 'hung' ? 'a chunk hung its worker' : 'a chunk failed',
        );
        outbox.addFailure(lease, run.reason);
        break;
      case 'cancelled':
        break;
      default:
        run satisfies never;
    }
  }
}

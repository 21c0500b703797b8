import { readValue } from '@wowlab/client';
import { type ChunkFailure, type ChunkRef, ChunkResult, limits, type WorkRequest } from '@wowlab/protocol';
import { escapeControl, type Logger, Spool } from '@wowlab/runtime';
import { chunkKey, chunkRef } from './chunk-key.ts';

/** What one exchange carries to the server. */
export type Batch = Pick<WorkRequest, 'completed' | 'failed' | 'returned'>;

/** Room in the body for everything but results. */
const envelopeBytes = 256 * 1024;
const maxReasonChars = 500;

interface HeldResult {
  readonly result: ChunkResult;
  readonly bytes: number;
}

/** How many results of which sizes fit into one exchange; at least one. */
export const countThatFits = (sizes: readonly number[], maxCount: number, maxBytes: number): number => {
  let bytes = 0;
  for (const [index, size] of sizes.entries()) {
    bytes += size + 1;
    if (index === maxCount || bytes > maxBytes) return Math.max(1, index);
  }
  return sizes.length;
};

/**
 * What the node still has to tell the server. Results lie on disk too until the server has answered for them, so that
 * neither an outage nor the death of the agent costs them; failures and returns are told from memory: the server finds out
 * about those by itself.
 */
export class Outbox {
  readonly #spool: Spool;
  readonly #logger: Logger;
  readonly #results = new Map<string, HeldResult>();
  readonly #failed = new Map<string, ChunkFailure>();
  readonly #returned = new Map<string, ChunkRef>();
  /** Fewer after the server found a body too large. */
  #maxResults: number = limits.maxResultsPerRequest;

  private constructor(spool: Spool, logger: Logger) {
    this.#spool = spool;
    this.#logger = logger;
  }

  /** Takes up what an earlier start of the agent could not deliver. */
  static async open(folder: string, logger: Logger): Promise<Outbox> {
    const { spool, left } = await Spool.open(folder);
    const outbox = new Outbox(spool, logger);
    for (const { key, text } of left) {
      const result = readSpooled(text);
      if (result !== undefined && chunkKey(result) === key) outbox.#hold(result, text);
      else {
        logger.warn({ file: `${key}.json` }, 'a kept result is damaged and was removed; its chunk will be run again');
        await spool.remove(key);
      }
    }
    return outbox;
  }

  get isEmpty(): boolean {
    return this.#results.size + this.#failed.size + this.#returned.size === 0;
  }

  /** Chunks that something is still to be told about. */
  get size(): number {
    return new Set([...this.#results.keys(), ...this.#failed.keys(), ...this.#returned.keys()]).size;
  }

  /** Results not yet answered for. */
  get results(): number {
    return this.#results.size;
  }

  /** Returns once the result is on disk. A full disk is told and costs only the safety, not the result. */
  async addResult(result: ChunkResult): Promise<void> {
    const text = JSON.stringify(result);
    try {
      await this.#spool.put(chunkKey(result), text);
    } catch (error) {
      this.#logger.error({ err: error }, 'a result could not be kept on disk; it is delivered from memory alone');
    }
    this.#hold(result, text);
  }

  addFailure(ref: ChunkRef, reason: string): void {
    const said = escapeControl(reason).slice(0, maxReasonChars) || 'no reason given';
    this.#failed.set(chunkKey(ref), { ...chunkRef(ref), reason: said });
  }

  addReturn(ref: ChunkRef): void {
    this.#returned.set(chunkKey(ref), chunkRef(ref));
  }

  /** The next batch, oldest first, within what one exchange takes. It stays here until `settle`. */
  batch(): Batch {
    const held = [...this.#results.values()];
    const fits = countThatFits(
      held.map(({ bytes }) => bytes),
      this.#maxResults,
      limits.workBodyBytes - envelopeBytes,
    );
    return {
      completed: held.slice(0, fits).map(({ result }) => result),
      failed: [...this.#failed.values()].slice(0, limits.maxResultsPerRequest),
      returned: [...this.#returned.values()].slice(0, limits.maxLeasesPerRequest),
    };
  }

  /** The server has answered for everything in the batch. */
  async settle({ completed, failed, returned }: Batch): Promise<void> {
    for (const ref of failed) this.#failed.delete(chunkKey(ref));
    for (const ref of returned) this.#returned.delete(chunkKey(ref));
    await Promise.all(completed.map((result) => this.dropResult(result)));
    this.#maxResults = limits.maxResultsPerRequest;
  }

  /** Tries half as many results in one body. False when a single one is too large already. */
  halve(sent: number): boolean {
    if (sent <= 1) return false;
    this.#maxResults = Math.ceil(sent / 2);
    return true;
  }

  async dropResult(ref: ChunkRef): Promise<void> {
    const key = chunkKey(ref);
    this.#results.delete(key);
    await this.#spool.remove(key);
  }

  dropFailure(ref: ChunkRef): void {
    this.#failed.delete(chunkKey(ref));
  }

  dropReturn(ref: ChunkRef): void {
    this.#returned.delete(chunkKey(ref));
  }

  /** Forgets what concerns a job that has ended. */
  async dropJob(job: string): Promise<void> {
    for (const [key, ref] of this.#failed) if (ref.job === job) this.#failed.delete(key);
    for (const [key, ref] of this.#returned) if (ref.job === job) this.#returned.delete(key);
    const results = [...this.#results.values()].filter(({ result }) => result.job === job);
    await Promise.all(results.map(({ result }) => this.dropResult(result)));
  }

  #hold(result: ChunkResult, text: string): void {
    this.#results.set(chunkKey(result), { result, bytes: Buffer.byteLength(text) });
  }
}

const readSpooled = (text: string): ChunkResult | undefined => {
  try {
    const read = readValue(ChunkResult, JSON.parse(text));
    return read.kind === 'read' ? read.value : undefined;
  } catch {
    return undefined;
  }
};

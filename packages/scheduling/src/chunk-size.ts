import { limits, periods } from '@wowlab/protocol';

/** What a worker is taken to do before it was measured: low, so that a first chunk is soon back. */
export const assumedIterationsPerSecond = 1_000;

export interface ChunkSizeInput {
  /** Measured iterations per second of one worker of the asking node; 0 while unknown. */
  readonly iterationsPerSecond: number;
  /** Iterations of the job carved so far, over all arms. */
  readonly carved: number;
  /** Iterations of the job that may still be carved, over all arms; at least `untilCheckpoint`. */
  readonly remaining: number;
  /** Iterations from the arm's cursor to its next checkpoint; a chunk never crosses one. At least 1. */
  readonly untilCheckpoint: number;
  /** Workers of all living nodes that can run the job. */
  readonly workers: number;
  /** The size the job forces, or null. */
  readonly forced: number | null;
}

/**
 * Iterations of the next chunk. The first chunks of a job take `periods.firstChunkMs`, so that progress shows at once; each
 * further one may be as large as what was carved before per worker, which doubles the size every round, up to
 * `periods.chunkMs`; near the end a chunk is half of what is left per worker, so that all workers end together, never below
 * the first size. A rest smaller than half a first chunk joins the chunk before it.
 *
 * The size changes nothing but speed: results do not depend on how iterations are cut. `lua/include/chunk-size.lua` of the
 * Redis adapter computes the same; a property test holds the two together.
 */
export const chunkSize = (input: ChunkSizeInput): number => {
  const { untilCheckpoint, forced } = input;
  if (forced !== null) return Math.min(forced, untilCheckpoint);
  const speed = input.iterationsPerSecond > 0 ? input.iterationsPerSecond : assumedIterationsPerSecond;
  const workers = Math.max(1, input.workers);
  const first = Math.max(1, Math.floor((speed * periods.firstChunkMs) / 1000));
  const full = Math.max(first, Math.floor((speed * periods.chunkMs) / 1000));
  const grown = Math.max(first, Math.floor(input.carved / workers));
  const tail = Math.max(first, Math.ceil(input.remaining / (2 * workers)));
  const size = Math.min(full, grown, tail, limits.maxChunkIterations);
  const rest = untilCheckpoint - size;
  return rest * 2 < first ? Math.min(untilCheckpoint, limits.maxChunkIterations) : size;
};

import { checkpointsFor } from './checkpoints.ts';

/** Chunks one job may be cut into: each costs Redis about 120 bytes until the job is archived. */
export const maxChunksPerJob = 200_000;

export interface ChunkCountInput {
  readonly iterations: number;
  readonly targetErrorPct: number | null;
  readonly chunkIterations: number | null;
  readonly arms: number;
}

/**
 * The most chunks a job can be cut into when it forces their size; 0 when sizes follow the nodes, which keeps them few.
 * Refuse a submission for which this exceeds `maxChunksPerJob`.
 */
export const mostChunks = (input: ChunkCountInput): number => {
  const { chunkIterations } = input;
  if (chunkIterations === null) return 0;
  let from = 0;
  let chunks = 0;
  for (const checkpoint of checkpointsFor(input.iterations, input.targetErrorPct)) {
    chunks += Math.ceil((checkpoint - from) / chunkIterations);
    from = checkpoint;
  }
  return chunks * input.arms;
};

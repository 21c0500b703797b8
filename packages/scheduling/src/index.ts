export { assumedIterationsPerSecond, type ChunkSizeInput, chunkSize } from './chunk-size.ts';
export { checkpointsFor } from './checkpoints.ts';
export { carveLimit, type PrecisionSoFar } from './carve-limit.ts';
export { decideAtCheckpoint } from './decide-at-checkpoint.ts';
export { expectedIterations } from './expected-iterations.ts';
export { priorityOf } from './priority.ts';
export { type ChunkCountInput, maxChunksPerJob, mostChunks } from './chunk-bound.ts';
export type { FoldCommit, JobToFold, SegmentToFold } from './fold.ts';
export { type FoldPlan, planFold } from './plan-fold.ts';
export {
  type ArmSoFar,
  type ArmToSimulate,
  type LocalChunk,
  type LocalChunkRun,
  type LocalWorkers,
  type SimulatedJob,
  simulateJob,
  type SimulateJobInput,
} from './simulate-job.ts';

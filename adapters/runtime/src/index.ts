export { cgroupMemory, type MemoryUse } from './cgroup-memory.ts';
export {
  type Ed25519Key,
  generateEd25519Key,
  type ParsedEd25519Key,
  parseEd25519Key,
  verifyEd25519,
} from './ed25519.ts';
export { type EngineBundle, type EngineModule, readEngineBundle, type ReadEngineBundle } from './engine-bundle.ts';
export { type ChunkRun, type ChunkToRun, EnginePool, type EnginePoolOptions } from './engine-pool.ts';
export {
  describeEnvironmentProblems,
  type EnvironmentOf,
  type EnvironmentProblem,
  readEnvironment,
  type ReadEnvironment,
  type Variable,
} from './environment.ts';
export {
  booleanVariable,
  choiceVariable,
  integerVariable,
  optionalSecretVariable,
  optionalTextVariable,
  optionalUrlVariable,
  secretVariable,
  textVariable,
  urlVariable,
} from './environment-variables.ts';
export { escapeControl } from './escape-control.ts';
export { createKeyFile, readKeyFile, type ReadKeyFile } from './key-file.ts';
export {
  createLogger,
  type LogDestination,
  type Logger,
  type LoggerOptions,
  type LogLevel,
  logLevels,
} from './logger.ts';
export { nodeCrypto } from './node-crypto.ts';
export { sha256, sha256Hex } from './sha256.ts';
export {
  listenForShutdown,
  type Shutdown,
  type ShutdownOptions,
  ShutdownRequested,
  type ShutdownSignalName,
} from './shutdown.ts';
export { Spool, type SpoolEntry } from './spool.ts';
export { type SystemMetrics, SystemSampler, usableCores } from './system-metrics.ts';
export { processorTemperatureC } from './temperature.ts';
export { userDirectories, type UserDirectories, type UserDirectoriesOptions } from './user-directories.ts';
export { writeFileAtomic, type WriteFileAtomicOptions } from './write-file-atomic.ts';

export { ConfigError } from './config-error.ts';
export { type EngineManifest, engineManifest, type ModelledSpec } from './engine-manifest.ts';
export { type PreparedArm, prepareArm } from './prepare-arm.ts';
export { EventCapExceeded, type Sequence, type SequenceEntry } from '@wowlab/engine';
export {
  type Aggregate,
  decodeAggregate,
  emptyAggregate,
  encodeAggregate,
  iterationsOf,
  mergeAggregates,
  relativeError,
  summarizeAggregate,
} from '@wowlab/statistics';

import { type Aggregate, relativeError } from '@wowlab/statistics';

/**
 * Whether an arm ends at a checkpoint. `prefix` is the aggregate of exactly the iterations before the checkpoint, so the
 * decision is the same on every machine, whatever else was computed.
 */
export const decideAtCheckpoint = (
  prefix: Aggregate,
  targetErrorPct: number | null,
  isLast: boolean,
): 'stop' | 'continue' =>
  isLast || (targetErrorPct !== null && relativeError(prefix) <= targetErrorPct) ? 'stop' : 'continue';

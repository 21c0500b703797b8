import {
  type Aggregate,
  decodeAggregate,
  emptyAggregate,
  encodeAggregate,
  mergeAggregates,
  relativeError,
  summarizeAggregate,
} from '@wowlab/statistics';
import { carveLimit } from './carve-limit.ts';
import { decideAtCheckpoint } from './decide-at-checkpoint.ts';
import type { FoldCommit, JobToFold, SegmentToFold } from './fold.ts';

export type FoldPlan =
  | {
      readonly kind: 'commit';
      readonly commit: FoldCommit;
      /** What is known of the arm from its first iteration on without a gap; null for a segment further ahead. */
      readonly known: Aggregate | null;
    }
  /** A stored text is no aggregate: the job can not end with an exact result. */
  | { readonly kind: 'broken'; readonly reason: string };

const decode = (text: string | null): Aggregate => {
  if (text === null) return emptyAggregate();
  const decoded = decodeAggregate(text);
  if (decoded.kind === 'ok') return decoded.aggregate;
  throw new RangeError(`a stored aggregate has ${decoded.field} ${decoded.value}, which ${decoded.problem}`);
};

/** Decides what becomes of one segment: merge what waits, and at a complete checkpoint stop the arm or go on. */
export const planFold = (id: string, job: JobToFold, segment: SegmentToFold): FoldPlan => {
  let merged: Aggregate;
  let prefix: Aggregate;
  try {
    merged = mergeAggregates([segment.folded, ...segment.pending].map(decode));
    prefix = decode(segment.prefix);
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
  const { checkpoints, targetErrorPct } = job;
  const end = checkpoints[segment.segment] ?? 0;
  const length = end - (checkpoints[segment.segment - 1] ?? 0);
  const isUndecided = segment.segment === segment.decided;
  const known = isUndecided ? mergeAggregates([prefix, merged]) : null;
  const base = {
    job: id,
    arm: segment.arm,
    segment: segment.segment,
    fold: segment.fold,
    merged: segment.pending.length,
  };
  if (known === null) {
    const text = encodeAggregate(merged);
    const commit = {
      ...base,
      action: 'fold',
      iterations: merged.iterations,
      text,
      summary: null,
      limit: null,
    } as const;
    return { kind: 'commit', commit, known };
  }
  const isComplete = merged.iterations === length;
  const isLast = segment.segment === checkpoints.length - 1;
  const decision = isComplete ? decideAtCheckpoint(known, targetErrorPct, isLast) : null;
  const undecided = decision === 'continue' ? segment.decided + 1 : segment.decided;
  const precision = { iterations: known.iterations, errorPct: relativeError(known) };
  const { mean, stdError } = summarizeAggregate(known).dps;
  const action = decision === null ? 'fold' : decision === 'stop' ? 'finish' : 'advance';
  const kept = decision === null ? merged : known;
  return {
    kind: 'commit',
    known,
    commit: {
      ...base,
      action,
      iterations: kept.iterations,
      text: encodeAggregate(kept),
      summary: { mean, stdError },
      limit: targetErrorPct === null ? null : carveLimit(checkpoints, undecided, targetErrorPct, precision),
    },
  };
};

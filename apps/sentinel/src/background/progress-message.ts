import type { ProgressMessage } from '@wowlab/protocol';
import type { JobRecord } from '@wowlab/redis';
import { type Aggregate, dpsHistogram } from '@wowlab/statistics';

/** Bars of the distribution that forms on the page. */
const MAX_BINS = 60;

/** Progress of a job as its page shows it. `firstArm` is null where its distribution is not at hand. */
export const progressMessageOf = (job: JobRecord, firstArm: Aggregate | null, nowMs: number): ProgressMessage => {
  const histogram = firstArm === null ? null : dpsHistogram(firstArm, MAX_BINS);
  return {
    type: 'progress',
    job: job.id,
    seq: job.seq,
    state: job.state,
    version: job.version,
    reason: job.reason,
    iterations: job.arms.reduce((sum, arm) => sum + arm.iterations, 0),
    target: job.arms.reduce((sum, arm) => sum + arm.target, 0),
    arms: [...job.arms],
    histogram: histogram === null ? null : { ...histogram, counts: [...histogram.counts] },
    elapsedMs: Math.max(0, Math.round((job.finishedAtMs ?? nowMs) - (job.startedAtMs ?? job.createdAtMs))),
  };
};

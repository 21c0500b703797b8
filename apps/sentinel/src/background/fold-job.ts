import type { BackgroundCoordination } from '@wowlab/redis';
import { type JobToFold, planFold, type SegmentToFold } from '@wowlab/scheduling';
import type { Aggregate } from '@wowlab/statistics';

export interface Folded {
  /** What is known of the first arm, if this fold touched it. */
  readonly firstArm: Aggregate | null;
  /** Iterations that can be carved now that could not before. */
  readonly carvable: number;
}

type Folds = Pick<BackgroundCoordination, 'readFold' | 'commitFold' | 'failJob'>;

/** Readings of one claim. What is left after that waits for the next, so that one large job does not hold up the rest. */
const MAX_ROUNDS = 32;

/**
 * Merges what waits of a job and commits it, segment by segment. Another sentinel that folds the same job at the same time
 * costs only the work: one commit wins, the other reads again.
 */
export const foldJob = async (coordination: Folds, id: string): Promise<Folded> => {
  let firstArm: Aggregate | null = null;
  let carvable = 0;

  const foldSegment = async (job: JobToFold, segment: SegmentToFold): Promise<'ended' | 'open'> => {
    const plan = planFold(id, job, segment);
    if (plan.kind === 'broken') {
      await coordination.failJob(id, `The results of arm ${segment.arm} can not be merged: ${plan.reason}`);
      return 'ended';
    }
    const committed = await coordination.commitFold(plan.commit);
    if (committed.kind === 'stale') return 'open';
    if (segment.arm === 0 && plan.known !== null) firstArm = plan.known;
    carvable += committed.carvable;
    return committed.state === 'running' ? 'open' : 'ended';
  };

  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const job = await coordination.readFold(id);
    if (job === null || job.state !== 'running' || job.segments.length === 0) break;
    for (const segment of job.segments) {
      if ((await foldSegment(job, segment)) === 'ended') return { firstArm, carvable };
    }
  }
  return { firstArm, carvable };
};

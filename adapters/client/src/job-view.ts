import type { ArmProgress, DpsHistogram, Job, JobState, ProgressMessage } from '@wowlab/protocol';

/** A job's progress as it is shown, whether a message or a read told it. */
export interface JobView {
  readonly id: string;
  readonly state: JobState;
  readonly version: number;
  readonly reason: string | null;
  /** Iterations counted over all arms, and how many are wanted at most. */
  readonly iterations: number;
  readonly target: number;
  readonly arms: readonly ArmProgress[];
  /** Of the first arm; null when only a read has told. */
  readonly histogram: DpsHistogram | null;
}

const sum = (arms: readonly ArmProgress[], field: 'iterations' | 'target'): number =>
  arms.reduce((total, arm) => total + arm[field], 0);

export const viewOfJob = (job: Job): JobView => ({
  id: job.id,
  state: job.state,
  version: job.version,
  reason: job.reason,
  iterations: sum(job.arms, 'iterations'),
  target: sum(job.arms, 'target'),
  arms: job.arms,
  histogram: null,
});

export const viewOfMessage = (message: ProgressMessage): JobView => ({
  id: message.job,
  state: message.state,
  version: message.version,
  reason: message.reason,
  iterations: message.iterations,
  target: message.target,
  arms: message.arms,
  histogram: message.histogram,
});

/**
 * Whether `next` says more than `shown`: a later state, or as many iterations of the same state. Reads and messages overtake
 * each other; what is shown never goes back.
 */
export const isNewer = (next: JobView, shown: JobView | undefined): boolean => {
  if (shown === undefined) return true;
  if (next.version !== shown.version) return next.version > shown.version;
  return next.iterations > shown.iterations || (next.iterations === shown.iterations && next.state !== shown.state);
};

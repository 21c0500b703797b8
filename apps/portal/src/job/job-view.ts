import type { ArmProgress, DpsHistogram, Job, JobState, ProgressMessage } from '@wowlab/protocol';
import type { JobRecord } from '../api/api.ts';

/** What is known of a job: the last record REST gave, and the latest progress message if it is newer. */
export interface JobKnowledge {
  readonly record: JobRecord | null;
  readonly progress: { readonly message: ProgressMessage; readonly receivedAtMs: number } | null;
}

export const nothingKnown: JobKnowledge = { record: null, progress: null };

/** Whether a job in this state changes no more. */
export const hasEnded = (state: JobState): boolean => {
  switch (state) {
    case 'queued':
    case 'running':
      return false;
    case 'done':
    case 'failed':
    case 'cancelled':
      return true;
    default:
      return state satisfies never;
  }
};

const iterationsOf = (arms: readonly ArmProgress[]): number => arms.reduce((sum, arm) => sum + arm.iterations, 0);

/** Takes a progress message in. The highest `seq` wins, in whatever order messages arrive. */
export const foldProgress = (known: JobKnowledge, message: ProgressMessage, receivedAtMs: number): JobKnowledge => {
  if (known.progress !== null && message.seq <= known.progress.message.seq) return known;
  if (known.record !== null && (hasEnded(known.record.job.state) || message.version < known.record.job.version))
    return known;
  return { ...known, progress: { message, receivedAtMs } };
};

/**
 * Takes a record in. REST is the truth: what was asked for after a message came is newer than that message, and a record
 * of a later version is newer than any message of an earlier one. An answer that began before the message may be older.
 * Versions and counts may fall: a job whose coordination state was lost is queued again from the archive and starts anew.
 * Only an end is final.
 */
export const foldRecord = (known: JobKnowledge, record: JobRecord): JobKnowledge => {
  const held = known.record;
  if (held !== null && (record.askedAtMs < held.askedAtMs || (hasEnded(held.job.state) && !hasEnded(record.job.state))))
    return known;
  const { progress } = known;
  const keepsProgress =
    progress !== null &&
    !hasEnded(record.job.state) &&
    record.job.version <= progress.message.version &&
    (record.askedAtMs < progress.receivedAtMs || iterationsOf(record.job.arms) === progress.message.iterations);
  return { record, progress: keepsProgress ? progress : null };
};

/** How far a simulation is, whoever computes it. */
export interface ProgressView {
  readonly job: Pick<Job, 'state' | 'arms' | 'targetErrorPct'>;
  readonly iterations: number;
  readonly target: number;
  readonly histogram: DpsHistogram | null;
}

export interface JobView extends ProgressView {
  readonly job: Job;
  readonly etag: string;
}

/** The job as it should be shown; null before the first record. */
export const viewOf = ({ record, progress }: JobKnowledge): JobView | null => {
  if (record === null) return null;
  if (progress === null) {
    const target = record.job.arms.reduce((sum, arm) => sum + arm.target, 0);
    return { ...record, iterations: iterationsOf(record.job.arms), target, histogram: null };
  }
  const { message } = progress;
  const job = {
    ...record.job,
    state: message.state,
    version: message.version,
    reason: message.reason,
    arms: message.arms.length > 0 ? message.arms : record.job.arms,
  };
  return {
    job,
    etag: record.etag,
    iterations: message.iterations,
    target: message.target,
    histogram: message.histogram,
  };
};

import { formatWhole } from '../format/numbers.ts';
import { halfWidth } from './job-estimate.ts';
import type { ProgressView } from './job-view.ts';
import { progressShare } from './progress-line.tsx';

/** Where a simulation stands, in a sentence for the ear. `reason` is why it failed or was cancelled. */
export const progressSentence = (view: ProgressView, reason: string | null): string => {
  const { state, arms } = view.job;
  const arm = arms[0];
  const mean = arm?.mean === null || arm?.mean === undefined ? '' : `, ${formatWhole(arm.mean)} DPS`;
  const error =
    arm?.stdError === null || arm?.stdError === undefined ? '' : ` ± ${formatWhole(halfWidth(arm.stdError))}`;
  switch (state) {
    case 'queued':
      return 'Waiting for a node';
    case 'running':
      return `${Math.floor(progressShare(view) * 100)} percent done${mean}${error}`;
    case 'done':
      return `Done${mean}${error}`;
    case 'failed':
      return `The job failed. ${reason ?? ''}`;
    case 'cancelled':
      return `The job was cancelled. ${reason ?? ''}`;
    default:
      return state satisfies never;
  }
};

import { formatCompact, formatPct, formatWhole } from '../format/numbers.ts';
import { formatRemaining } from '../format/times.ts';
import { errorPct, expectedIterations, remainingMs } from './job-estimate.ts';
import type { ProgressView } from './job-view.ts';

export const progressShare = (view: ProgressView): number => {
  const expected = expectedIterations(view.job);
  return expected === 0 ? 0 : Math.min(1, view.iterations / expected);
};

const aim = (job: ProgressView['job'], iterations: number, expected: number): string => {
  if (job.targetErrorPct === null) return `${formatWhole(iterations)} of ${formatWhole(expected)} iterations`;
  const arm = job.arms[0];
  const error = errorPct(arm?.mean ?? null, arm?.stdError ?? null);
  const now = error === null ? 'error not known yet' : `error ${formatPct(error)}`;
  return `${now}, wanted ${formatPct(job.targetErrorPct)} · ${formatWhole(iterations)} iterations`;
};

/** How far the job is, how fast it goes and when it should end. */
export const ProgressLine = ({ view, speed }: { readonly view: ProgressView; readonly speed: number | null }) => {
  const { job, iterations } = view;
  const expected = expectedIterations(job);
  const left = remainingMs(iterations, expected, speed);
  const share = progressShare(view);
  return (
    <div className="progress-line">
      <progress className="bar-progress" max={1} value={share} aria-label="Progress">
        {Math.floor(share * 100)} %
      </progress>
      <p className="progress-words">
        <span className="progress-share">{Math.floor(share * 100)} %</span>
        <span>{aim(job, iterations, expected)}</span>
        {speed !== null && speed > 0 && <span>{formatCompact(speed)} iterations/s</span>}
        <span>
          {job.state === 'queued' && iterations === 0
            ? 'Waiting for a node'
            : left === null
              ? 'Measuring the speed'
              : `about ${formatRemaining(left)} left`}
        </span>
      </p>
    </div>
  );
};

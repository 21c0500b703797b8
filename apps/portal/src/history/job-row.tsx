import type { Job } from '@wowlab/protocol';
import { Link } from '@tanstack/react-router';
import { formatPct, formatWhole } from '../format/numbers.ts';
import { formatAge, formatDuration, formatMoment } from '../format/times.ts';
import { errorPct, expectedIterations } from '../job/job-estimate.ts';
import { hasEnded } from '../job/job-view.ts';
import { Name } from '../shell/name.tsx';
import { StatePill } from '../shell/state-pill.tsx';

const none = '–';

export const JobRow = ({ job, nowMs }: { readonly job: Job; readonly nowMs: number }) => {
  const arm = job.arms[0];
  // A job that ended without a result has no answer, whatever was counted of it.
  const mean = job.state === 'failed' || job.state === 'cancelled' ? null : (arm?.mean ?? null);
  const error = errorPct(mean, arm?.stdError ?? null);
  const counted = job.arms.reduce((sum, { iterations }) => sum + iterations, 0);
  const expected = expectedIterations(job);
  const tookMs = job.startedAtMs === null || job.finishedAtMs === null ? null : job.finishedAtMs - job.startedAtMs;
  return (
    <tr data-job={job.id} data-state={job.state}>
      <th scope="row" className="col-name">
        <Link to="/jobs/$jobId" params={{ jobId: job.id }}>
          <Name>{job.name}</Name>
        </Link>
        {!hasEnded(job.state) && (
          <progress
            className="bar-progress bar-progress-thin"
            max={1}
            value={expected === 0 ? 0 : Math.min(1, counted / expected)}
            aria-label="Progress"
          />
        )}
      </th>
      <td className="col-state">
        <StatePill state={job.state} />
      </td>
      <td className="num col-dps">{mean === null ? none : formatWhole(mean)}</td>
      <td className="num col-wide">{error === null ? none : `± ${formatPct(error)}`}</td>
      <td className="num col-wide">{formatWhole(counted)}</td>
      <td className="num col-wide">{String(job.seed)}</td>
      <td className="num col-wide">{tookMs === null ? none : formatDuration(tookMs)}</td>
      <td className="num col-when">
        <time dateTime={new Date(job.createdAtMs).toISOString()} title={formatMoment(job.createdAtMs)}>
          {formatAge(job.createdAtMs, nowMs)}
        </time>
      </td>
    </tr>
  );
};

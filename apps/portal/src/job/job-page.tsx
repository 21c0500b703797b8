import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isRetryable, RefusedError } from '../api/api-error.ts';
import { formatPct, formatWhole } from '../format/numbers.ts';
import { formatMoment } from '../format/times.ts';
import { Name } from '../shell/name.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useServices } from '../shell/services.ts';
import { StatePill } from '../shell/state-pill.tsx';
import { cancelJob } from './cancel-job.ts';
import { JobActions } from './job-actions.tsx';
import { hasEnded, type JobView } from './job-view.ts';
import { LiveView } from './live-view.tsx';
import { progressSentence } from './progress-sentence.ts';
import { progressShare } from './progress-line.tsx';
import { ReportView } from './report-view.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { useJob } from './use-job.ts';
import { useTrace } from './use-trace.ts';

const titleOf = (view: JobView | null): string => {
  if (view === null) return 'Job';
  return view.job.state === 'running' ? `${Math.floor(progressShare(view) * 100)} % ${view.job.name}` : view.job.name;
};

const EndedWithout = ({ view }: { readonly view: JobView }) => (
  <section className={`notice ${view.job.state === 'failed' ? 'notice-bad' : ''}`}>
    <h2 className="notice-title">{view.job.state === 'failed' ? 'The job failed' : 'The job was cancelled'}</h2>
    <p className="wrap-anywhere">{view.job.reason ?? 'No reason was given.'}</p>
    <p className="remedy">
      {formatWhole(view.iterations)} of {formatWhole(view.target)} iterations were counted. An ended job gives no
      result; run it again for one.
    </p>
  </section>
);

export const JobPage = ({ id }: { readonly id: string }) => {
  const { api } = useServices();
  const { view, error, reread } = useJob(id);
  const { speed, estimates } = useTrace(view);
  const [cancelling, setCancelling] = useState(false);
  const [cancelError, setCancelError] = useState<Error | null>(null);
  const said = useAnnouncement(view?.job.state ?? '', view === null ? '' : progressSentence(view, view.job.reason));

  const result = useQuery({
    queryKey: ['result', id],
    queryFn: ({ signal }) => api.result(id, signal),
    enabled: view?.job.state === 'done',
    staleTime: Number.POSITIVE_INFINITY,
    // The record of the end may be a moment behind the news of it.
    retry: (_, failure) => isRetryable(failure),
  });

  const ended = view !== null && hasEnded(view.job.state);
  const cancel = async () => {
    setCancelling(true);
    setCancelError(null);
    try {
      await cancelJob(api, id);
    } catch (failure) {
      setCancelling(false);
      setCancelError(failure instanceof Error ? failure : new Error(String(failure)));
    }
    reread();
  };

  if (view === null)
    return (
      <div className="page">
        <PageHeading title="Job" />
        {error === null ? <output>Reading the job…</output> : <ProblemNotice error={error} />}
      </div>
    );

  const { job } = view;
  return (
    <div className="page" data-testid="job" data-state={job.state}>
      <div className="page-top">
        <div>
          <PageHeading title={titleOf(view)}>
            <Name>{job.name}</Name>
          </PageHeading>
          <p className="page-sub">
            <StatePill state={job.state} />
            <span>
              {job.targetErrorPct === null
                ? `${formatWhole(job.iterations)} iterations`
                : `until the error is ${formatPct(job.targetErrorPct)}`}
            </span>
            <span>seed {String(job.seed)}</span>
            <time dateTime={new Date(job.createdAtMs).toISOString()}>{formatMoment(job.createdAtMs)}</time>
          </p>
        </div>
        <JobActions
          view={view}
          report={result.data ?? null}
          cancelling={cancelling && !ended}
          onCancel={() => void cancel()}
        />
      </div>
      <output className="sr-only" aria-live="polite" data-testid="announcement">
        {said}
      </output>
      {cancelError !== null && <ProblemNotice error={cancelError} />}
      {error instanceof RefusedError && <ProblemNotice error={error} />}
      {!ended && <LiveView view={view} speed={speed} estimates={estimates} />}
      {job.state === 'done' &&
        (result.data !== undefined ? (
          <ReportView report={result.data} notes={job.notes} />
        ) : result.error !== null ? (
          <ProblemNotice error={result.error} />
        ) : (
          <output>Reading the report…</output>
        ))}
      {ended && job.state !== 'done' && <EndedWithout view={view} />}
    </div>
  );
};

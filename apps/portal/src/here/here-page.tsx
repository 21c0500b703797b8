import { useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { saveDraft } from '../compose/draft.ts';
import { formatPct, formatWhole } from '../format/numbers.ts';
import { formatMoment } from '../format/times.ts';
import { LiveView } from '../job/live-view.tsx';
import { progressSentence } from '../job/progress-sentence.ts';
import { progressShare } from '../job/progress-line.tsx';
import { ReportView } from '../job/report-view.tsx';
import { useAnnouncement } from '../job/use-announcement.ts';
import { useTrace } from '../job/use-trace.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { Name } from '../shell/name.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { StatePill } from '../shell/state-pill.tsx';
import { cancelLocalRun, localRuns, type LocalRun } from './local-run.ts';

const Nothing = () => {
  const navigate = useNavigate();
  return (
    <div className="page page-narrow">
      <PageHeading title="Nothing is simulated here" />
      <p>A simulation in this browser lives as long as its page. Nothing of it is kept on a server.</p>
      <button type="button" className="button" onClick={() => void navigate({ to: '/' })}>
        Simulate a character
      </button>
    </div>
  );
};

const Actions = ({ run }: { readonly run: LocalRun }) => {
  const navigate = useNavigate();
  const { end, draft } = run;
  const runAgain = () => {
    saveDraft(draft);
    void navigate({ to: '/' });
  };
  return (
    <div className="actions">
      {end === null && (
        <button type="button" className="button button-bad" onClick={cancelLocalRun}>
          Cancel
        </button>
      )}
      {end?.kind === 'done' && (
        <CopyButton className="button" label="Copy JSON" text={() => JSON.stringify(end.report, null, 2)} />
      )}
      {end !== null && (
        <button type="button" className="button" onClick={runAgain}>
          Run again
        </button>
      )}
    </div>
  );
};

const EndedWithout = ({ run }: { readonly run: LocalRun }) => {
  const { end, view } = run;
  if (end === null || end.kind === 'done') return null;
  const failed = end.kind === 'failed';
  return (
    <section className={`notice ${failed ? 'notice-bad' : ''}`} role={failed ? 'alert' : undefined}>
      <h2 className="notice-title">{failed ? 'The simulation failed' : 'The simulation was cancelled'}</h2>
      <p className="wrap-anywhere">{failed ? end.reason : 'You cancelled it.'}</p>
      <p className="remedy">
        {formatWhole(view.iterations)} of {formatWhole(view.target)} iterations were counted. Run it again for a result.
      </p>
    </section>
  );
};

const Run = ({ run }: { readonly run: LocalRun }) => {
  const { job, view, end, workers, startedAtMs } = run;
  const { plan } = job;
  const { speed, estimates } = useTrace(view);
  const said = useAnnouncement(view.job.state, progressSentence(view, end?.kind === 'failed' ? end.reason : null));
  const share = end === null ? `${Math.floor(progressShare(view) * 100)} % ` : '';
  return (
    <div className="page" data-testid="here" data-state={view.job.state}>
      <div className="page-top">
        <div>
          <PageHeading title={`${share}${job.name}`}>
            <Name>{job.name}</Name>
          </PageHeading>
          <p className="page-sub">
            <StatePill state={view.job.state} />
            <span>
              in this browser, {workers} {workers === 1 ? 'core' : 'cores'}
            </span>
            <span>
              {plan.targetErrorPct === null
                ? `${formatWhole(plan.iterations)} iterations`
                : `until the error is ${formatPct(plan.targetErrorPct)}`}
            </span>
            <span>seed {String(plan.seed)}</span>
            <time dateTime={new Date(startedAtMs).toISOString()}>{formatMoment(startedAtMs)}</time>
          </p>
        </div>
        <Actions run={run} />
      </div>
      <output className="sr-only" aria-live="polite" data-testid="announcement">
        {said}
      </output>
      {end === null && <LiveView view={view} speed={speed} estimates={estimates} />}
      {end?.kind === 'done' && <ReportView report={end.report} notes={job.notes} />}
      <EndedWithout run={run} />
      <p className="hint">Kept while this page is open, and on no server. Copy the JSON to keep the result.</p>
    </div>
  );
};

/** The simulation of this browser: live, then its report. */
export const HerePage = () => {
  const run = useSyncExternalStore(localRuns.subscribe, localRuns.current);
  return run === null ? <Nothing /> : <Run key={run.startedAtMs} run={run} />;
};

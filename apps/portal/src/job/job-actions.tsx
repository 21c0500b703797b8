import type { Report } from '@wowlab/protocol';
import { htmlReport } from '@wowlab/reporting';
import { useNavigate } from '@tanstack/react-router';
import { saveDraft } from '../compose/draft.ts';
import { recallSubmission } from '../compose/past-submissions.ts';
import { saveFile } from '../shell/save-file.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { hasEnded, type JobView } from './job-view.ts';

export interface JobActionsProps {
  readonly view: JobView;
  readonly report: Report | null;
  readonly cancelling: boolean;
  readonly onCancel: () => void;
}

/** What can be done with a job in its present state. */
export const JobActions = ({ view, report, cancelling, onCancel }: JobActionsProps) => {
  const navigate = useNavigate();
  const draft = recallSubmission(view.job.id);
  const runAgain = () => {
    if (draft !== null) saveDraft(draft);
    void navigate({ to: '/' });
  };
  const savePage = () => {
    if (report === null) return;
    saveFile(`${view.job.id}.html`, 'text/html', htmlReport(report, { profile: draft?.profile ?? null }));
  };
  return (
    <div className="actions">
      {!hasEnded(view.job.state) && (
        <button type="button" className="button button-bad" disabled={cancelling} onClick={onCancel}>
          {cancelling ? 'Cancelling…' : 'Cancel job'}
        </button>
      )}
      {report !== null && (
        <button type="button" className="button" onClick={savePage}>
          Save as page
        </button>
      )}
      {report !== null && (
        <CopyButton className="button" label="Copy JSON" text={() => JSON.stringify(report, null, 2)} />
      )}
      {hasEnded(view.job.state) && draft !== null && (
        <button type="button" className="button" onClick={runAgain}>
          Run again
        </button>
      )}
    </div>
  );
};

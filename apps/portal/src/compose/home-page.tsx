import type { FieldError } from '@wowlab/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import type { JobRecord } from '../api/api.ts';
import { RefusedError } from '../api/api-error.ts';
import { formatBytes, formatWhole } from '../format/numbers.ts';
import { formatDuration } from '../format/times.ts';
import { useLocalStart } from '../here/use-local-start.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { tell, type Told } from '../shell/problem-notice.tsx';
import { loadDraft, saveDraft, type Draft } from './draft.ts';
import { examples } from './examples.ts';
import { FaultList } from './fault-list.tsx';
import { rememberSubmission } from './past-submissions.ts';
import { ProfileEditor, type MarkedFault, type ProfileEditorHandle } from './profile-editor.tsx';
import { countLines, lineText } from './profile-lines.ts';
import { readDraft } from './read-draft.ts';
import { readProfileFile } from './read-file.ts';
import { RunOptions } from './run-options.tsx';
import { TypedFaults } from './typed-faults.tsx';
import { useSubmission } from './use-submission.ts';
import { useTypedFaults } from './use-typed-faults.ts';

const saveAfterMs = 400;

interface Refusal extends Told {
  /** Counts refusals in a row, so that each one is shown, and read out, anew. */
  readonly turn: number;
  readonly errors: readonly FieldError[];
  readonly faults: readonly MarkedFault[];
}

const markFaults = (errors: readonly FieldError[], profile: string): readonly MarkedFault[] =>
  errors.flatMap((error) =>
    error.line === undefined ? [] : [{ error, line: error.line, lineText: lineText(profile, error.line) }],
  );

type NextRefusal = (before: Refusal | null) => Refusal;

const refusalOf =
  (told: Told, errors: readonly FieldError[], profile: string): NextRefusal =>
  (before) => ({
    ...told,
    turn: (before?.turn ?? 0) + 1,
    errors,
    faults: markFaults(errors, profile),
  });

/** Paste a profile, say how precisely, simulate. */
export const HomePage = () => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const editor = useRef<ProfileEditorHandle>(null);
  const [draft, setDraft] = useState<Draft>(loadDraft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const sent = useRef(draft);
  const typed = useTypedFaults(draft.profile);

  const { submission, send, stop } = useSubmission((record: JobRecord) => {
    const { job } = record;
    // The job's page starts from this answer instead of asking for it again.
    queries.setQueryData(['job', job.id], record);
    rememberSubmission(job.id, sent.current);
    saveDraft(sent.current);
    void navigate({ to: '/jobs/$jobId', params: { jobId: job.id } });
  });

  const { starting, start } = useLocalStart(
    (started) => {
      saveDraft(started);
      void navigate({ to: '/here' });
    },
    (told, errors) => setRefusal(refusalOf(told, errors, sent.current.profile)),
  );

  useEffect(() => {
    const timer = setTimeout(() => saveDraft(draft), saveAfterMs);
    return () => clearTimeout(timer);
  }, [draft]);

  useEffect(() => {
    if (submission.kind !== 'refused') return;
    const { error } = submission;
    const errors = error instanceof RefusedError ? (error.problem.errors ?? []) : [];
    setRefusal(refusalOf(tell(error), errors, sent.current.profile));
  }, [submission]);

  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const busy = submission.kind === 'sending' || submission.kind === 'waiting' || starting;

  const submit = () => {
    if (busy) return;
    sent.current = draft;
    const reading = readDraft(draft);
    if (reading.kind === 'faulty') {
      const title = reading.errors.length === 1 ? 'One entry needs a correction' : 'Some entries need a correction';
      setRefusal(refusalOf({ title, detail: '', remedy: '' }, reading.errors, draft.profile));
      return;
    }
    setRefusal(null);
    if (draft.place === 'here') void start(reading.body, draft);
    else void send(reading.body);
  };

  const jump = ({ line, field }: FieldError) => {
    if (line !== undefined) editor.current?.jumpTo(line);
    else if (field === '/profile') editor.current?.focus();
    else document.getElementById(field.replace(/^\//u, ''))?.focus();
  };

  const takeFile = async (file: File) => {
    const reading = await readProfileFile(file);
    if (reading.kind === 'text') {
      change({ profile: reading.text });
      setRefusal(null);
    } else
      setRefusal(
        refusalOf({ title: 'The file can not be used', detail: reading.problem, remedy: '' }, [], draft.profile),
      );
  };

  const chooseFile = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file !== undefined) void takeFile(file);
    event.target.value = '';
  };

  const loadExample = async (load: () => Promise<string>) => {
    const profile = await load();
    setRefusal(null);
    change({ profile, name: '' });
    editor.current?.focus();
  };

  const profileFaulty = refusal?.errors.some(({ line, field }) => line !== undefined || field === '/profile') ?? false;

  return (
    <div className="page">
      <PageHeading title="Simulate a character" />
      <form
        className="compose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="compose-profile">
          <div className="compose-bar">
            <label htmlFor="profile" className="compose-label">
              SimulationCraft profile
            </label>
            <span className="compose-tools">
              {examples.length > 0 && <span className="hint">Examples</span>}
              {examples.map(({ label, load }) => (
                <button
                  key={label}
                  type="button"
                  className="button button-small"
                  onClick={() => void loadExample(load)}
                >
                  <span className="sr-only">Load the example </span>
                  {label}
                </button>
              ))}
              <label className="button button-small file-button">
                Open file
                <input type="file" accept=".simc,.txt,text/plain" className="sr-only" onChange={chooseFile} />
              </label>
            </span>
          </div>
          <ProfileEditor
            ref={editor}
            value={draft.profile}
            faults={typed.length > 0 ? markFaults(typed, draft.profile) : (refusal?.faults ?? [])}
            invalid={profileFaulty}
            describedBy={refusal === null ? 'profile-hint' : 'faults profile-hint'}
            onChange={(profile) => change({ profile })}
            onFile={(file) => void takeFile(file)}
            onSubmit={submit}
          />
          <TypedFaults errors={typed} onJump={jump} />
          <p id="profile-hint" className="hint editor-foot">
            <span>Paste a profile or addon export, or drop a file. Ctrl + Enter simulates.</span>
            <span className="num">
              {formatWhole(draft.profile === '' ? 0 : countLines(draft.profile))} lines ·{' '}
              {formatBytes(draft.profile.length)}
            </span>
          </p>
        </div>
        <div className="compose-side">
          {refusal !== null && <FaultList key={refusal.turn} id="faults" {...refusal} onJump={jump} />}
          <RunOptions draft={draft} errors={refusal?.errors ?? []} onChange={change} />
          <button type="submit" className="button button-main" aria-disabled={busy}>
            {starting ? 'Starting…' : busy ? 'Submitting…' : draft.place === 'here' ? 'Simulate here' : 'Simulate'}
          </button>
          <output>
            {submission.kind === 'waiting' && (
              <div className="notice">
                <p>
                  {tell(submission.error).title}. Trying again in {formatDuration(submission.delayMs)}; no second job is
                  made by that.
                </p>
                <button type="button" className="button button-small" onClick={stop}>
                  Stop trying
                </button>
              </div>
            )}
          </output>
        </div>
      </form>
    </div>
  );
};

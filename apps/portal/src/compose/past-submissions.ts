import { parseDraft, type Draft } from './draft.ts';

const prefix = 'wowlab.submitted.';
const most = 12;

/** Job ids sort by time, so the first keys are the oldest. */
const keptKeys = (): string[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .sort();

/** Keeps what was submitted, in this browser, so that a job can be run again. The server keeps no pasted text. */
export const rememberSubmission = (jobId: string, draft: Draft): void => {
  try {
    const keys = keptKeys();
    for (const key of keys.slice(0, Math.max(0, keys.length + 1 - most))) localStorage.removeItem(key);
    localStorage.setItem(prefix + jobId, JSON.stringify(draft));
  } catch {
    // Without storage the button to run the job again is not offered.
  }
};

/** What was submitted for the job; null when this browser did not, or has forgotten. */
export const recallSubmission = (jobId: string): Draft | null => {
  try {
    return parseDraft(localStorage.getItem(prefix + jobId));
  } catch {
    return null;
  }
};

import type { SubmitJob } from '@wowlab/protocol';
import { useEffect, useRef, useState } from 'react';
import type { JobRecord } from '../api/api.ts';
import { isRetryable } from '../api/api-error.ts';
import { withRetries } from '../api/backoff.ts';
import { createKeyKeeper } from '../api/idempotency-key.ts';
import { useServices } from '../shell/services.ts';

const attempts = 8;

/** One key per open submission of this page, also over a visit to another page of it. */
const keys = createKeyKeeper();

export type Submission =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  /** No answer or a passing refusal; the same request with the same key goes out again after the wait. */
  | { readonly kind: 'waiting'; readonly error: Error; readonly delayMs: number }
  | { readonly kind: 'refused'; readonly error: Error };

/** Sends a job, again where its answer was lost, without ever making two of it. */
export const useSubmission = (onAccepted: (record: JobRecord) => void) => {
  const { api } = useServices();
  const [submission, setSubmission] = useState<Submission>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);

  useEffect(() => () => running.current?.abort(), []);

  const send = async (body: SubmitJob) => {
    running.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const key = keys.keyFor(JSON.stringify(body));
    setSubmission({ kind: 'sending' });
    try {
      const record = await withRetries(() => api.submit(body, key, signal), {
        attempts,
        signal,
        onWait: (error, delayMs) => {
          if (error instanceof Error) setSubmission({ kind: 'waiting', error, delayMs });
        },
      });
      keys.settle();
      onAccepted(record);
    } catch (error) {
      if (signal.aborted) return;
      if (!isRetryable(error)) keys.settle();
      setSubmission({ kind: 'refused', error: error instanceof Error ? error : new Error(String(error)) });
    }
  };

  const stop = () => {
    running.current?.abort();
    setSubmission({ kind: 'idle' });
  };

  return { submission, send, stop };
};

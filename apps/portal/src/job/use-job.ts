import { channels, type ProgressMessage } from '@wowlab/protocol';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import type { JobRecord } from '../api/api.ts';
import { isRetryable } from '../api/api-error.ts';
import { readProgress } from '../api/answers.ts';
import { ShapeError } from '../api/shape.ts';
import { useChannel } from '../realtime/use-channel.ts';
import { useConnection } from '../realtime/use-connection.ts';
import { useServices } from '../shell/services.ts';
import {
  foldProgress,
  foldRecord,
  hasEnded,
  nothingKnown,
  viewOf,
  type JobKnowledge,
  type JobView,
} from './job-view.ts';

/** How often the record is read: hints coming in, the socket up but silent, no socket. */
const pollMs = { hinted: 5_000, silent: 1_500, polling: 1_000 } as const;
/** A running job without a message for this long is asked about instead. */
const silentAfterMs = 2_500;

type Fact =
  | { readonly kind: 'record'; readonly record: JobRecord }
  | { readonly kind: 'progress'; readonly message: ProgressMessage; readonly receivedAtMs: number };

const fold = (known: JobKnowledge, fact: Fact): JobKnowledge =>
  fact.kind === 'record' ? foldRecord(known, fact.record) : foldProgress(known, fact.message, fact.receivedAtMs);

const parseProgress = (data: unknown): ProgressMessage | null => {
  try {
    return readProgress(data, '');
  } catch (error) {
    // A message this page can not read is a hint lost, and a lost hint only costs time.
    if (error instanceof ShapeError) return null;
    throw error;
  }
};

export interface LiveJob {
  readonly view: JobView | null;
  /** Why the record can not be read; the last known view stays. */
  readonly error: Error | null;
  /** Reads the record now. */
  readonly reread: () => void;
}

/** One job, live. The caller mounts it anew for another id. */
export const useJob = (id: string): LiveJob => {
  const { api } = useServices();
  const connection = useConnection();
  const [known, learn] = useReducer(fold, nothingKnown);
  const lastMessageAtMs = useRef(0);

  const query = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => api.job(id, signal),
    retry: false,
    refetchInterval: ({ state: { data, error } }) => {
      if (error !== null && !isRetryable(error)) return false;
      if (data !== undefined && hasEnded(data.job.state)) return false;
      if (connection !== 'live') return pollMs.polling;
      return Date.now() - lastMessageAtMs.current > silentAfterMs ? pollMs.silent : pollMs.hinted;
    },
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
  const { data: record, refetch } = query;

  useEffect(() => {
    if (record !== undefined) learn({ kind: 'record', record });
  }, [record]);

  const view = viewOf(known);
  const ended = known.record !== null && hasEnded(known.record.job.state);
  const reread = () => void refetch({ cancelRefetch: true });

  useChannel(ended ? null : channels.job(id), {
    onMessage: (data) => {
      const message = parseProgress(data);
      if (message === null || message.job !== id) return;
      lastMessageAtMs.current = Date.now();
      learn({ kind: 'progress', message, receivedAtMs: Date.now() });
      if (hasEnded(message.state)) reread();
    },
    onResync: reread,
  });

  return { view, error: query.error, reread };
};

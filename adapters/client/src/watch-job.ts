import { channels, type Job, ProgressMessage, terminalStates } from '@wowlab/protocol';
import type { Answer } from './answer.ts';
import { Bell } from './bell.ts';
import { isNewer, type JobView, viewOfJob, viewOfMessage } from './job-view.ts';
import { readValue } from './read-answer.ts';
import { Realtime } from './realtime.ts';
import type { SentinelClient } from './sentinel-client.ts';
import { realtimeAddress } from './server-address.ts';

export interface WatchJobOptions {
  /** Called with each newer view, the end included. */
  readonly onProgress?: (view: JobView) => void;
  readonly signal?: AbortSignal;
  /** Pace of reading while messages come (a safety net) and while none can (the only source). Default 2 s, 0.7 s. */
  readonly livePollMs?: number;
  readonly blindPollMs?: number;
  /** False reads only. Default true. */
  readonly realtime?: boolean;
}

/**
 * Follows a job to its end. Messages make it quick, reads make it true: it ends when a read says that the job has ended, and
 * without the realtime server it is only slower. Of messages the highest `seq` wins.
 *
 * @returns the job in its final state, or why it could not be read.
 * @throws what the signal was aborted with.
 */
export const watchJob = async (
  client: SentinelClient,
  jobId: string,
  options: WatchJobOptions = {},
): Promise<Answer<Job>> => {
  const { onProgress = () => undefined, signal, livePollMs = 2_000, blindPollMs = 700 } = options;
  const bell = new Bell();
  let shown: JobView | undefined;
  let highestSeq = -1;
  let live = false;
  const show = (view: JobView): void => {
    if (!isNewer(view, shown)) return;
    shown = view;
    onProgress(view);
  };

  const onMessage = (data: unknown): void => {
    const read = readValue(ProgressMessage, data);
    if (read.kind === 'invalid' || read.value.job !== jobId || read.value.seq <= highestSeq) return;
    highestSeq = read.value.seq;
    // The end is shown when a read confirms it.
    if (terminalStates.has(read.value.state)) bell.ring();
    else show(viewOfMessage(read.value));
  };

  /** Listens until `done` is aborted. Failing to is no failure: reads go on at the quicker pace. */
  const listen = async (done: AbortSignal): Promise<void> => {
    const first = await client.realtimeToken({ signal: done });
    if (first.kind !== 'ok') return;
    let unused: typeof first | undefined = first;
    const realtime = new Realtime({
      url: realtimeAddress(client.origin, first.value.url),
      getToken: async () => {
        const token = unused ?? (await client.realtimeToken({ signal: done }));
        unused = undefined;
        return token;
      },
    });
    done.addEventListener('abort', () => realtime.close(), { once: true });
    realtime.subscribe(
      channels.job(jobId),
      {
        onMessage,
        onResync: () => bell.ring(),
        onLive: (now) => {
          live = now;
        },
      },
      { fromLatest: true },
    );
  };

  const done = new AbortController();
  const listening = options.realtime === false ? Promise.resolve() : listen(done.signal);
  // It rejects only by `done`, when nothing is left to tell.
  listening.catch(() => undefined);
  try {
    for (;;) {
      const answer = await client.job(jobId, signal === undefined ? {} : { signal });
      if (answer.kind !== 'ok') return answer;
      show(viewOfJob(answer.value));
      if (terminalStates.has(answer.value.state)) return answer;
      await bell.wait((live ? livePollMs : blindPollMs) * (0.8 + Math.random() * 0.4), signal);
    }
  } finally {
    done.abort();
  }
};

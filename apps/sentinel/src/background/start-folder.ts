import { channels, terminalStates } from '@wowlab/protocol';
import type { BackgroundCoordination, Coordination, JobRecord } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import { type Aggregate, decodeAggregate } from '@wowlab/statistics';
import { foldJob } from './fold-job.ts';
import { progressMessageOf } from './progress-message.ts';
import type { Publish } from './publish.ts';
import { startLoop } from './start-loop.ts';

export interface FolderOptions {
  readonly coordination: Pick<Coordination, 'publishNews' | 'onNews' | 'readResults'> & {
    readonly background: BackgroundCoordination;
  };
  readonly publish: Publish;
  /** Redis' clock, for the elapsed time that is shown. */
  readonly now: () => number;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export interface Folder {
  /** Folds the job as soon as it is due, instead of when it is found by polling. */
  readonly foldSoon: (job: string, dueInMs: number) => void;
  readonly close: () => Promise<void>;
}

/** News of results come at once; polling finds what news missed. */
const POLL_MS = 250;
const CLAIMED_AT_ONCE = 8;
/** Last states told on user channels; older ones may be told twice, which changes nothing. */
const REMEMBERED_STATES = 10_000;

/**
 * Folds results and publishes progress: at most once per `periods.progressMs` and job over all sentinels, and always the
 * end. The last message goes out before the job is settled, so a crash in between repeats it rather than losing it.
 */
export const startFolder = ({ coordination, publish, now, log, signal }: FolderOptions): Folder => {
  const { background } = coordination;
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const toldStates = new Map<string, string>();

  const firstArmOf = async (job: JobRecord): Promise<Aggregate | null> => {
    if (job.state !== 'done') return null;
    const text = (await coordination.readResults(job.id))?.[0]?.aggregate;
    const decoded = text === undefined ? null : decodeAggregate(text);
    return decoded?.kind === 'ok' ? decoded.aggregate : null;
  };

  const tellState = async (job: JobRecord): Promise<void> => {
    if (toldStates.get(job.id) === job.state) return;
    await publish(channels.user(job.owner), {
      type: 'job',
      job: job.id,
      state: job.state,
      version: job.version,
    });
    toldStates.set(job.id, job.state);
    const [oldest] = toldStates.keys();
    if (toldStates.size > REMEMBERED_STATES && oldest !== undefined) toldStates.delete(oldest);
  };

  const tellEnd = async (job: JobRecord): Promise<void> => {
    await coordination.publishNews({ type: 'ended', job: job.id, owner: job.owner, state: job.state });
    for (const node of await background.holdersOf(job.id)) {
      await publish(channels.node(node), { type: 'ended', job: job.id });
    }
  };

  const publishProgress = async (job: JobRecord, firstArm: Aggregate | null): Promise<void> => {
    const isEnded = terminalStates.has(job.state);
    const shown = firstArm ?? (isEnded ? await firstArmOf(job) : null);
    const sent = Promise.all([
      publish(channels.job(job.id), progressMessageOf(job, shown, now())),
      tellState(job),
      isEnded ? tellEnd(job) : undefined,
    ]);
    // A lost message is made good by the next; the last one has no next, so its job stays due until it was sent.
    await (isEnded
      ? sent
      : sent.catch((error: unknown) => log.debug({ job: job.id, err: error }, 'progress not sent')));
  };

  const fold = async (id: string): Promise<void> => {
    const { firstArm, carvable } = await foldJob(background, id);
    const job = await background.readJob(id);
    if (job !== null) {
      if (carvable > 0 && job.state === 'running') {
        await coordination.publishNews({ type: 'work', build: job.engineBuild, iterations: carvable });
      }
      await publishProgress(job, firstArm);
    }
    const dueInMs = await background.settleFold(id, job?.seq ?? 0);
    if (dueInMs !== null) foldSoon(id, dueInMs);
  };

  const foldIfDue = async (id: string): Promise<void> => {
    const [claimed] = await background.claimFolds(1, id);
    if (claimed !== undefined) await fold(claimed);
  };

  const track = (work: Promise<void>): Promise<void> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };

  const foldSoon = (id: string, dueInMs: number): void => {
    if (timers.has(id) || signal.aborted) return;
    const timer = setTimeout(
      () => {
        timers.delete(id);
        const work = foldIfDue(id);
        // The job stays due: polling finds it, and its loop reports what is wrong.
        track(work).catch((error: unknown) => log.debug({ job: id, err: error }, 'fold failed and is tried again'));
      },
      Math.max(0, dueInMs),
    );
    timers.set(id, timer);
  };

  const loop = startLoop({
    name: 'folder',
    log,
    signal,
    round: async () => {
      const due = await background.claimFolds(CLAIMED_AT_ONCE, null);
      const settled = await Promise.allSettled(due.map((id) => track(fold(id))));
      const failed = settled.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return due.length === CLAIMED_AT_ONCE ? 0 : POLL_MS;
    },
  });
  const stopListening = coordination.onNews((news) => {
    if (news.type === 'fold') foldSoon(news.job, news.dueInMs);
  });

  return {
    foldSoon,
    close: async () => {
      stopListening();
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await loop.close();
      await Promise.allSettled(running);
    },
  };
};

import type { ChunkOutcome, WorkRequest } from '@wowlab/protocol';
import type { ChunkReport } from '@wowlab/redis';
import { escapeControl } from '@wowlab/runtime';
import { logSecurityEvent } from '../security-event.ts';
import type { Services } from '../services.ts';

const maxReasonChars = 500;

interface Placed {
  readonly report: ChunkReport;
  /** Place in `completed`; null for what is not answered one by one. */
  readonly index: number | null;
}

const reportsByJob = (body: WorkRequest): ReadonlyMap<string, readonly Placed[]> => {
  const byJob = new Map<string, Placed[]>();
  const add = (job: string, placed: Placed): void => {
    const known = byJob.get(job);
    if (known === undefined) byJob.set(job, [placed]);
    else known.push(placed);
  };
  for (const [index, { job, ...result }] of body.completed.entries()) {
    add(job, { report: { kind: 'result', ...result }, index });
  }
  for (const { job, reason, ...chunk } of body.failed) {
    add(job, {
      report: { kind: 'failure', ...chunk, reason: escapeControl(reason).slice(0, maxReasonChars) },
      index: null,
    });
  }
  for (const { job, ...chunk } of body.returned) add(job, { report: { kind: 'returned', ...chunk }, index: null });
  return byJob;
};

/** Tells the other sentinels what follows from a completion. Hints: a lost one costs latency only. */
const tellFollowers = async (
  job: string,
  foldDueInMs: number | null,
  reopenedIterations: number,
  { coordination }: Services,
): Promise<void> => {
  if (foldDueInMs !== null) await coordination.publishNews({ type: 'fold', job, dueInMs: foldDueInMs });
  if (reopenedIterations === 0) return;
  const record = await coordination.readJob(job);
  if (record === null) return;
  await coordination.publishNews({ type: 'work', build: record.engineBuild, iterations: reopenedIterations });
};

/** Brings a node's results, failures and returns to Redis, each job in one step. Outcomes are in the order of `completed`. */
export const completeExchange = async (
  node: string,
  body: WorkRequest,
  services: Services,
): Promise<readonly ChunkOutcome[]> => {
  const outcomes: ChunkOutcome[] = body.completed.map(() => 'unknown');
  await Promise.all(
    [...reportsByJob(body)].map(async ([job, placed]) => {
      const done = await services.coordination.completeChunks({
        node,
        job,
        reports: placed.map(({ report }) => report),
      });
      for (const [at, { index }] of placed.entries()) {
        const outcome = done.outcomes[at] ?? 'unknown';
        if (index === null) continue;
        outcomes[index] = outcome;
        services.metrics.chunks.inc({ outcome });
      }
      for (const quarantined of done.quarantined) {
        services.metrics.securityEvents.inc({ type: 'false-result' });
        logSecurityEvent(services.log, 'false-result', { node: quarantined, job });
      }
      tellFollowers(job, done.foldDueInMs, done.reopenedIterations, services).catch((error: unknown) => {
        services.log.debug({ err: error, job }, 'news of a completion were not sent');
      });
    }),
  );
  return outcomes;
};

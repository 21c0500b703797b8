import type { Archive, ArchivedJob, UnfinishedArm } from '@wowlab/postgres';
import type { BackgroundCoordination, JobSubmission, ReopenedWork } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import { type Loop, startLoop } from './start-loop.ts';
import { termOf } from './term.ts';

export interface ReconcilerOptions {
  readonly coordination: Pick<
    BackgroundCoordination,
    'unknownJobs' | 'requeueJob' | 'uncheckedNodes' | 'restoreOwner' | 'acquireTerm' | 'releaseTerm'
  >;
  readonly archive: Pick<Archive, 'unfinishedJobs' | 'nodeOwner'>;
  /** This sentinel among its likes. */
  readonly instance: string;
  readonly wake: (work: ReopenedWork) => Promise<void>;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const PERIOD_MS = 5_000;
/** Another holds the term: look soon whether it still does. */
const STANDBY_MS = 3_000;
const PAGE = 100;

const submissionOf = (job: ArchivedJob<UnfinishedArm>): JobSubmission | null => {
  const arms = job.arms.flatMap(({ name, offset, config, configText }) =>
    configText === null ? [] : [{ name, offset, config, configText }],
  );
  if (arms.length !== job.arms.length) return null;
  return {
    id: job.id,
    owner: job.owner,
    idempotencyKey: job.idempotencyKey,
    requestDigest: job.requestDigest,
    name: job.name,
    engineBuild: job.engineBuild,
    seed: job.seed,
    iterations: job.iterations,
    targetErrorPct: job.targetErrorPct,
    chunkIterations: job.chunkIterations,
    arms,
    notes: job.notes,
    weight: job.weight,
  };
};

/**
 * What is left to do after Redis was lost: queues archived unfinished jobs again that Redis no longer knows, and gives nodes that
 * registered while the archive was away back what it knows of them.
 */
export const startReconciler = (options: ReconcilerOptions): Loop => {
  const { coordination, archive, instance, wake, log, signal } = options;
  const term = termOf(coordination, 'reconciler', instance);
  const reported = new Set<string>();

  const requeue = async (job: ArchivedJob<UnfinishedArm>): Promise<void> => {
    const submission = submissionOf(job);
    if (submission === null) {
      if (!reported.has(job.id)) log.error({ job: job.id }, 'an unfinished job lacks a config in the archive');
      reported.add(job.id);
      return;
    }
    const queued = await coordination.requeueJob(submission, {
      version: job.version + 1,
      createdAtMs: job.createdAtMs,
    });
    log.warn({ job: job.id, outcome: queued.kind }, 'Redis had lost an unfinished job; it is queued again');
    await wake({ build: job.engineBuild, iterations: job.iterations * job.arms.length });
  };

  const restoreNodes = async (): Promise<void> => {
    for (const node of await coordination.uncheckedNodes(PAGE)) {
      const answer = await archive.nodeOwner(node);
      if (answer.kind === 'unavailable') throw new Error(`the archive is unavailable: ${answer.reason}`);
      for (const work of await coordination.restoreOwner(node, answer.value)) await wake(work);
      if (answer.value !== null) log.info({ node }, 'a node was given back whose it is');
    }
  };

  const loop = startLoop({
    name: 'reconciler',
    log,
    signal,
    round: async (stop) => {
      let after: string | null = null;
      do {
        if (!(await term.hold())) return STANDBY_MS;
        const answer = await archive.unfinishedJobs(after, PAGE);
        if (answer.kind === 'unavailable') throw new Error(`the archive is unavailable: ${answer.reason}`);
        const { jobs, nextCursor }: typeof answer.value = answer.value;
        const unknown = new Set(await coordination.unknownJobs(jobs.map((job) => job.id)));
        for (const job of jobs) if (unknown.has(job.id)) await requeue(job);
        after = nextCursor;
      } while (after !== null && !stop.aborted);
      await restoreNodes();
      return PERIOD_MS;
    },
  });
  return {
    nudge: loop.nudge,
    close: async () => {
      await loop.close();
      await term.release().catch(() => undefined);
    },
  };
};

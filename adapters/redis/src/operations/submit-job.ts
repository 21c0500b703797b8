import { carveLimit, checkpointsFor, priorityOf } from '@wowlab/scheduling';
import type { JobSubmission, Submitted } from '../coordination.ts';
import { encodeDefinition } from '../job-definition.ts';
import { defineOperation } from '../operation.ts';
import { isOutOfMemory } from '../redis-failure.ts';
import type { ScriptRunner } from '../script-runner.ts';
import { packText } from '../text-codec.ts';

export const submitJobOperation = defineOperation(
  'submit_job',
  [
    'id',
    'owner',
    'idempotencyKey',
    'requestDigest',
    'build',
    'seed',
    'cap',
    'targetErrorPct',
    'forced',
    'checkpoints',
    'firstLimit',
    'class',
    'weight',
    'version',
    'createdAtMs',
    'maxJobs',
    'maxOwnerJobs',
    'maxOutbox',
    'definition',
    'armCount',
    'configs',
  ],
  ['hash', 'text'],
);

export interface SubmitBounds {
  readonly maxActiveJobs: number;
  readonly maxActiveJobsPerOwner: number;
  readonly maxOutboxEntries: number;
}

/** A job that was accepted before Redis was lost: it keeps its age, and its version goes on from the archived one. */
export interface Requeue {
  readonly version: number;
  readonly createdAtMs: number;
}

export const submitJob = async (
  runner: ScriptRunner,
  bounds: SubmitBounds,
  job: JobSubmission,
  requeue: Requeue | null = null,
): Promise<Submitted> => {
  const checkpoints = checkpointsFor(job.iterations, job.targetErrorPct);
  const configs = new Map(job.arms.map((arm) => [arm.config, arm.configText]));
  try {
    const reply = await runner.run(
      submitJobOperation,
      {
        id: job.id,
        owner: job.owner,
        idempotencyKey: job.idempotencyKey ?? '',
        requestDigest: job.requestDigest,
        build: job.engineBuild,
        seed: job.seed,
        cap: job.iterations,
        targetErrorPct: job.targetErrorPct ?? '',
        forced: job.chunkIterations ?? 0,
        checkpoints: checkpoints.join(','),
        firstLimit: carveLimit(checkpoints, 0, job.targetErrorPct, null),
        class: priorityOf(job.iterations, job.targetErrorPct, job.arms.length),
        weight: job.weight ?? 1,
        version: requeue?.version ?? 1,
        createdAtMs: requeue?.createdAtMs ?? 0,
        maxJobs: bounds.maxActiveJobs,
        maxOwnerJobs: bounds.maxActiveJobsPerOwner,
        maxOutbox: bounds.maxOutboxEntries,
        definition: encodeDefinition(job),
        armCount: job.arms.length,
        configs: job.arms.map((arm) => arm.config).join(''),
      },
      [...configs].flatMap(([hash, text]) => [hash, packText(text)]),
    );
    const kind = reply.text();
    switch (kind) {
      case 'accepted':
        return { kind, id: reply.text(), createdAtMs: reply.integer(), replayed: reply.integer() === 1 };
      case 'conflict':
        return { kind, id: reply.text() };
      case 'full':
        return { kind, bound: readBound(reply.text()) };
      default:
        return reply.unexpected(kind);
    }
  } catch (error) {
    if (isOutOfMemory(error)) return { kind: 'full', bound: 'memory' };
    throw error;
  }
};

const readBound = (bound: string): 'jobs' | 'owner-jobs' | 'outbox' => {
  if (bound === 'jobs' || bound === 'owner-jobs' || bound === 'outbox') return bound;
  throw new TypeError(`submit_job replied bound ${JSON.stringify(bound)}, which its header does not know`);
};

import { limits, periods } from '@wowlab/protocol';
import { coordinationBounds } from '../coordination-bounds.ts';
import { defineOperation } from '../operation.ts';
import { type ReopenedWork, readReopenedWork } from '../reopened-work.ts';
import type { ScriptRunner } from '../script-runner.ts';
import { ARCHIVER_GROUP } from './outbox-operations.ts';

export const sweepOperation = defineOperation('sweep', [
  'deadAfterMs',
  'gapMs',
  'maxLeases',
  'maxScanned',
  'attempts',
  'losses',
]);
export const forgetJobsOperation = defineOperation('forget_jobs', ['most']);

export const forgetNodesOperation = defineOperation('forget_nodes', ['keepMs', 'most', 'group', 'idleMs']);

export interface Swept {
  readonly deadNodes: readonly string[];
  readonly reopenedLeases: number;
  readonly reopened: readonly ReopenedWork[];
  /** More is left than one call does: sweep again at once. */
  readonly more: boolean;
}

const DEAD_AFTER_MS = periods.heartbeatMs * periods.missedHeartbeats;
/** Nobody swept for so long: Redis or every sentinel was away, and heartbeats could not arrive. */
const OUTAGE_MS = 1.5 * periods.heartbeatMs;
const MAX_LEASES = 1_000;
const MAX_SCANNED = 50;
const MAX_FORGOTTEN = 50;
/** A machine that was away for a month is forgotten; the archive still knows it. */
const KEEP_DEAD_NODES_MS = 30 * 24 * 3_600_000;
const GONE_ARCHIVER_MS = 3_600_000;

export const sweep = async (runner: ScriptRunner): Promise<Swept> => {
  const reply = await runner.run(sweepOperation, {
    deadAfterMs: DEAD_AFTER_MS,
    gapMs: OUTAGE_MS,
    maxLeases: MAX_LEASES,
    maxScanned: MAX_SCANNED,
    attempts: limits.chunkAttempts,
    losses: coordinationBounds.chunkLosses,
  });
  const dead = reply.integer();
  const reopenedLeases = reply.integer();
  const more = reply.integer() === 1;
  const deadNodes = Array.from({ length: dead }, () => reply.text());
  reply.text();
  return { deadNodes, reopenedLeases, more, reopened: readReopenedWork(reply) };
};

/** Removes archived jobs whose time to stay is over. Returns how many; call again while it is not 0. */
export const forgetJobs = (runner: ScriptRunner): Promise<number> =>
  runner.runInteger(forgetJobsOperation, { most: MAX_FORGOTTEN });

/** Removes nodes that have been dead for long, and what dead archivers left. Returns how many nodes. */
export const forgetNodes = (runner: ScriptRunner): Promise<number> =>
  runner.runInteger(forgetNodesOperation, {
    keepMs: KEEP_DEAD_NODES_MS,
    most: MAX_FORGOTTEN,
    group: ARCHIVER_GROUP,
    idleMs: GONE_ARCHIVER_MS,
  });

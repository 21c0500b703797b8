import { createHash } from 'node:crypto';
import { JobState, periods } from '@wowlab/protocol';
import { Value } from 'typebox/value';
import type { FoldCommit, JobToFold } from '@wowlab/scheduling';
import type { FoldCommitted } from '../fold-committed.ts';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const claimFoldsOperation = defineOperation('claim_folds', ['most', 'claimMs', 'job']);
export const readFoldOperation = defineOperation('read_fold', ['job', 'maxSegments', 'maxTexts']);
export const commitFoldOperation = defineOperation('commit_fold', [
  'job',
  'arm',
  'segment',
  'fold',
  'merged',
  'action',
  'iterations',
  'text',
  'summary',
  'limit',
  'digest',
]);
export const settleFoldOperation = defineOperation('settle_fold', ['job', 'seq', 'progressMs']);

/** A claimed job that nobody folds for this long is due again: its sentinel is gone. */
const CLAIM_MS = 3_000;
/** Bounds of one reading, so that no reply grows with the job. */
const MAX_SEGMENTS = 8;
const MAX_TEXTS = 64;

/** Jobs that are due, or the one named if it is. */
export const claimFolds = async (runner: ScriptRunner, most: number, job: string | null): Promise<readonly string[]> =>
  (await runner.run(claimFoldsOperation, { most, claimMs: CLAIM_MS, job: job ?? '' })).texts();

export const readFold = async (runner: ScriptRunner, job: string): Promise<JobToFold | null> => {
  const reply = await runner.run(readFoldOperation, { job, maxSegments: MAX_SEGMENTS, maxTexts: MAX_TEXTS });
  if (reply.left === 0) return null;
  const state = Value.Parse(JobState, reply.text());
  const target = reply.text();
  const checkpoints = reply.text().split(',').map(Number);
  const segments = [];
  while (reply.left > 0) {
    const segment = reply.nested();
    segments.push({
      arm: segment.integer(),
      segment: segment.integer(),
      decided: segment.integer(),
      fold: segment.integer(),
      foldedIterations: segment.integer(),
      folded: segment.text() || null,
      prefix: segment.text() || null,
      pending: segment.texts(),
    });
  }
  return { state, targetErrorPct: target === '' ? null : Number(target), checkpoints, segments };
};

export const commitFold = async (runner: ScriptRunner, commit: FoldCommit): Promise<FoldCommitted> => {
  const reply = await runner.run(commitFoldOperation, {
    job: commit.job,
    arm: commit.arm,
    segment: commit.segment,
    fold: commit.fold,
    merged: commit.merged,
    action: commit.action,
    iterations: commit.iterations,
    text: commit.text,
    summary: commit.summary === null ? '' : `${commit.summary.mean},${commit.summary.stdError}`,
    limit: commit.limit ?? 0,
    digest: commit.action === 'finish' ? createHash('sha256').update(commit.text).digest('hex') : '',
  });
  const kind = reply.text();
  switch (kind) {
    case 'stale':
      return { kind };
    case 'committed':
      return {
        kind,
        state: Value.Parse(JobState, reply.text()),
        carvable: reply.integer(),
        more: reply.integer() === 1,
      };
    default:
      return reply.unexpected(kind);
  }
};

/** Gives a claimed job back. Returns in how many ms it is due again; null when nothing waits. */
export const settleFold = async (runner: ScriptRunner, job: string, seq: number): Promise<number | null> => {
  const dueInMs = await runner.runInteger(settleFoldOperation, { job, seq, progressMs: periods.progressMs });
  return dueInMs < 0 ? null : dueInMs;
};

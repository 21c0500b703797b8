import { createHash, randomBytes } from 'node:crypto';
import { ChunkOutcome, JobState, limits, periods, proofPolicy } from '@wowlab/protocol';
import { Value } from 'typebox/value';
import { coordinationBounds } from '../coordination-bounds.ts';
import type { ChunkCompletion, ChunkReport, ChunksCompleted } from '../coordination.ts';
import { defineOperation, type ScriptArgument } from '../operation.ts';
import { plainReason } from '../plain-reason.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const completeChunksOperation = defineOperation(
  'complete_chunks',
  ['node', 'job', 'progressMs', 'attempts', 'losses', 'salt', 'agreed', 'least', 'opinions'],
  ['kind', 'arm', 'start', 'count', 'generation', 'digest', 'computeMs', 'text'],
);

const kinds = { result: 'r', failure: 'f', returned: 'b' } as const;

const argumentsOf = (report: ChunkReport): readonly ScriptArgument[] => {
  const head = [kinds[report.kind], report.arm, report.start, report.count, report.generation];
  switch (report.kind) {
    case 'result': {
      const digest = createHash('sha256').update(report.aggregate).digest('hex');
      return [...head, digest, report.computeMs, report.aggregate];
    }
    case 'failure':
      return [...head, '', 0, plainReason(report.reason)];
    case 'returned':
      return [...head, '', 0, ''];
    default:
      return report satisfies never;
  }
};

export const completeChunks = async (runner: ScriptRunner, completion: ChunkCompletion): Promise<ChunksCompleted> => {
  const reply = await runner.run(
    completeChunksOperation,
    {
      node: completion.node,
      job: completion.job,
      progressMs: periods.progressMs,
      attempts: limits.chunkAttempts,
      losses: coordinationBounds.chunkLosses,
      salt: randomBytes(16).toString('hex'),
      agreed: proofPolicy.agreedUntilProven,
      least: proofPolicy.leastChecked,
      opinions: proofPolicy.maxOpinions,
    },
    completion.reports.flatMap(argumentsOf),
  );
  const state = reply.text();
  const dueInMs = reply.integer();
  const reopenedIterations = reply.integer();
  const quarantined = reply.text();
  return {
    outcomes: reply.texts().map((outcome) => Value.Parse(ChunkOutcome, outcome)),
    state: state === '' ? null : Value.Parse(JobState, state),
    foldDueInMs: dueInMs < 0 ? null : dueInMs,
    reopenedIterations,
    quarantined: quarantined === '' ? [] : quarantined.split(','),
  };
};

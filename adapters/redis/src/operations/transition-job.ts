import { JobState } from '@wowlab/protocol';
import { Value } from 'typebox/value';
import type { Transitioned } from '../coordination.ts';
import { defineOperation } from '../operation.ts';
import { plainReason } from '../plain-reason.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const transitionJobOperation = defineOperation('transition_job', ['job', 'expected', 'state', 'reason']);

/** Ends a job before it is done. */
export const transitionJob = async (
  runner: ScriptRunner,
  job: string,
  expected: number | '*',
  state: 'cancelled' | 'failed',
  reason: string,
): Promise<Transitioned> => {
  const reply = await runner.run(transitionJobOperation, { job, expected, state, reason: plainReason(reason) });
  const kind = reply.text();
  if (kind === 'unknown') return { kind };
  const found = { state: Value.Parse(JobState, reply.text()), version: reply.integer() };
  switch (kind) {
    case 'changed':
      return { kind, ...found, replayed: reply.integer() === 1 };
    case 'conflict':
    case 'ended':
      return { kind, ...found };
    default:
      return reply.unexpected(kind);
  }
};

import { Job } from '@wowlab/protocol';
import { answer, type Outcome, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { etagOf, findOwnJob } from '../jobs/find-job.ts';
import { jobPath } from './path-params.ts';

/** The version an If-Match means: `"3"`, or `*` for whatever it is. Null for no version of ours. */
const expectedVersion = (ifMatch: string): number | '*' | null => {
  if (ifMatch.trim() === '*') return '*';
  const version = /^"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  return version === undefined ? null : Number(version);
};

const changedSince = (sent: string, version: number, state: string): Outcome =>
  refuse(
    'version-conflict',
    `If-Match is ${JSON.stringify(sent.slice(0, 40))}, but the job is ${state} at version ${version}.`,
    {
      headers: { etag: etagOf(version) },
    },
  );

export const cancelJob = defineRoute({
  method: 'POST',
  url: '/v1/jobs/:id/cancel',
  operation: 'cancelJob',
  summary: 'Cancel a job',
  tag: 'jobs',
  auth: 'user',
  params: jobPath,
  headers: [{ name: 'If-Match', required: true, description: 'The ETag of the job as last read, or `*`.' }],
  answers: { 200: { description: 'The job, cancelled. A repetition is answered alike.', schema: Job } },
  refusals: ['not-found', 'precondition-required', 'version-conflict', 'not-cancellable'],
  async handle({ caller, params, header }, services) {
    const ifMatch = header('if-match');
    if (ifMatch === undefined) return refuse('precondition-required', 'The request has no If-Match header.');
    const found = await findOwnJob(params.id, caller.id, services);
    if (found.kind === 'refused') return found;
    const expected = expectedVersion(ifMatch);
    if (expected === null) return changedSince(ifMatch, found.job.version, found.job.state);
    const ended = (state: string): Outcome => refuse('not-cancellable', `The job ${params.id} is ${state}.`);
    if (found.source === 'archive') return ended(found.job.state);
    const transitioned = await services.coordination.cancelJob(params.id, expected, 'cancelled by its owner');
    switch (transitioned.kind) {
      case 'changed': {
        const cancelled = await findOwnJob(params.id, caller.id, services);
        if (cancelled.kind === 'refused') return cancelled;
        return answer(200, cancelled.job, { etag: etagOf(cancelled.job.version) });
      }
      case 'conflict':
        return changedSince(ifMatch, transitioned.version, transitioned.state);
      case 'ended':
        return ended(transitioned.state);
      case 'unknown':
        return refuse('not-found', `There is no job ${params.id} of this user.`);
      default:
        return transitioned satisfies never;
    }
  },
});

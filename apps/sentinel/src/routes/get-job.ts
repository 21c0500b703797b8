import { Job } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { etagOf, findOwnJob } from '../jobs/find-job.ts';
import { jobPath } from './path-params.ts';

export const getJob = defineRoute({
  method: 'GET',
  url: '/v1/jobs/:id',
  operation: 'getJob',
  summary: 'Read a job',
  tag: 'jobs',
  auth: 'user',
  params: jobPath,
  headers: [
    {
      name: 'If-None-Match',
      required: false,
      description:
        'The ETag last read: 304 while the job has not changed its state since. Progress alone changes no ETag.',
    },
  ],
  answers: {
    200: { description: 'The job; `ETag` is its version.', schema: Job },
    304: { description: 'Its state has not changed.', schema: null },
  },
  refusals: ['not-found'],
  async handle({ caller, params, header }, services) {
    const found = await findOwnJob(params.id, caller.id, services);
    if (found.kind === 'refused') return found;
    const etag = etagOf(found.job.version);
    const known = header('if-none-match')
      ?.split(',')
      .some((each) => each.trim().replace(/^W\//, '') === etag);
    if (known) return answer(304, undefined, { etag });
    return answer(200, found.job, { etag, 'cache-control': 'private, no-cache' });
  },
});

import { Report } from '@wowlab/protocol';
import { answer, type Refused, refuse } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { buildReport, type StoredResult } from '../jobs/build-report.ts';
import { etagOf, findOwnJob } from '../jobs/find-job.ts';
import type { Services } from '../services.ts';
import { jobPath } from './path-params.ts';

/** A done job's results: from Redis until they are archived and forgotten there, then from Postgres. */
const readResults = async (
  id: string,
  user: string,
  { coordination, archive }: Services,
): Promise<readonly StoredResult[] | Refused> => {
  const live = await coordination.readResults(id);
  if (live !== null && live.length > 0) return live;
  const archived = await archive.resultOf(id, user);
  if (archived.kind === 'unavailable') {
    return refuse('unavailable', `The result is in the archive, which does not answer: ${archived.reason}`);
  }
  return archived.value.length > 0
    ? archived.value
    : refuse('unavailable', 'The result is on its way into the archive.');
};

export const getResult = defineRoute({
  method: 'GET',
  url: '/v1/jobs/:id/result',
  operation: 'getResult',
  summary: 'Read the report of a done job',
  tag: 'jobs',
  auth: 'user',
  params: jobPath,
  answers: { 200: { description: 'The report. It never changes.', schema: Report } },
  refusals: ['not-found', 'no-result-yet', 'no-result'],
  async handle({ caller, params }, services) {
    const found = await findOwnJob(params.id, caller.id, services);
    if (found.kind === 'refused') return found;
    const { job } = found;
    switch (job.state) {
      case 'queued':
      case 'running':
        return refuse('no-result-yet', `The job ${job.id} is ${job.state}.`);
      case 'failed':
      case 'cancelled':
        return refuse('no-result', `The job ${job.id} is ${job.state}: ${job.reason ?? 'no reason was given'}`);
      case 'done': {
        const results = await readResults(job.id, caller.id, services);
        if ('kind' in results) return results;
        const report = buildReport(job, found.computeMs, results);
        return answer(200, report, { etag: etagOf(job.version), 'cache-control': 'private, no-cache' });
      }
      default:
        return job.state satisfies never;
    }
  },
});

import { type Job, JobId, JobPage } from '@wowlab/protocol';
import { answer } from '../http/outcome.ts';
import { defineRoute } from '../http/route.ts';
import { jobOfArchive, jobOfRecord } from '../jobs/job-view.ts';
import { pageQuery, pageSize } from './path-params.ts';

/** Both lists newest first; a job that stands in both is taken as the live one, which is never older. */
const mergeNewestFirst = (live: readonly Job[], archived: readonly Job[]): Job[] => {
  const byId = new Map([...archived, ...live].map((job) => [job.id, job]));
  // Ids are ULIDs: their order is that of time.
  return [...byId.values()].sort((left, right) => (left.id < right.id ? 1 : -1));
};

export const listJobs = defineRoute({
  method: 'GET',
  url: '/v1/jobs',
  operation: 'listJobs',
  summary: 'List own jobs, newest first',
  tag: 'jobs',
  auth: 'user',
  query: pageQuery(JobId),
  answers: {
    200: {
      description:
        'One page. With the header `X-Partial: archive` only live jobs are listed, as the archive does not answer.',
      schema: JobPage,
    },
  },
  refusals: [],
  async handle({ caller, query }, { coordination, archive }) {
    const before = query.cursor ?? null;
    const size = pageSize(query.limit);
    // One more than a page, to know whether there is another.
    const [live, archived] = await Promise.all([
      coordination.listJobs(caller.id, before, size + 1),
      archive.jobsOf(caller.id, before, size + 1),
    ]);
    const kept = archived.kind === 'answered' ? archived.value.jobs : [];
    const all = mergeNewestFirst(live.jobs.map(jobOfRecord), kept.map(jobOfArchive));
    const jobs = all.slice(0, size);
    const page: JobPage = { jobs, nextCursor: all.length > size ? (jobs.at(-1)?.id ?? null) : null };
    return answer(200, page, archived.kind === 'answered' ? {} : { 'x-partial': 'archive' });
  },
});

import type { Job, JobPage } from '@wowlab/protocol';

/** All jobs of the pages once each, in order: a job that came in between two reads shifts the pages by one. */
export const uniqueJobs = (pages: readonly JobPage[]): readonly Job[] => {
  const byId = new Map<string, Job>();
  for (const { jobs } of pages) for (const job of jobs) if (!byId.has(job.id)) byId.set(job.id, job);
  return [...byId.values()];
};

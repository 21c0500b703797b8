import type { JobRecord, JobRecordPage } from '../coordination.ts';
import { readJobRecord } from '../job-record.ts';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const readJobOperation = defineOperation('read_job', [], ['job']);
export const listJobsOperation = defineOperation('list_jobs', ['owner', 'before', 'most']);

export const readJobs = async (
  runner: ScriptRunner,
  ids: readonly string[],
): Promise<readonly (JobRecord | null)[]> => {
  if (ids.length === 0) return [];
  const reply = await runner.run(readJobOperation, {}, ids);
  return ids.map(() => readJobRecord(reply.nested()));
};

export const readJob = async (runner: ScriptRunner, id: string): Promise<JobRecord | null> =>
  (await readJobs(runner, [id]))[0] ?? null;

export const listJobs = async (
  runner: ScriptRunner,
  owner: string,
  before: string | null,
  limit: number,
): Promise<JobRecordPage> => {
  const ids = (await runner.run(listJobsOperation, { owner, before: before ?? '', most: limit + 1 })).texts();
  const shown = ids.slice(0, limit);
  const jobs = (await readJobs(runner, shown)).filter((job) => job !== null);
  return { jobs, nextCursor: ids.length > limit ? (shown.at(-1) ?? null) : null };
};

import type { Api } from '../api/api.ts';
import { RefusedError } from '../api/api-error.ts';
import { hasEnded } from './job-view.ts';

const attempts = 5;

/**
 * Cancels the job unless it has ended. The wish holds for whatever version the job has by now, so a change in between is
 * read again and the request repeated.
 */
export const cancelJob = async (api: Pick<Api, 'job' | 'cancel'>, id: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const { job, etag } = await api.job(id);
    if (hasEnded(job.state)) return;
    try {
      await api.cancel(id, etag);
      return;
    } catch (error) {
      const code = error instanceof RefusedError ? error.problem.code : null;
      if (code === 'not-cancellable') return;
      if (code !== 'version-conflict' || attempt >= attempts) throw error;
    }
  }
};

import { type SentinelClient, watchJob } from '@wowlab/client';
import type { Job, Report } from '@wowlab/protocol';
import { CommandError, exitCodes } from './exit-codes.ts';
import { valueOf } from './open-client.ts';
import { openProgressLine } from './output/progress-line.ts';

export interface FollowOptions {
  /** No progress on stderr. */
  readonly quiet: boolean;
  readonly signal?: AbortSignal;
}

const ended = (job: Job): CommandError =>
  job.state === 'cancelled'
    ? new CommandError(
        exitCodes.jobCancelled,
        `Job ${job.id} was cancelled${job.reason === null ? '' : `: ${job.reason}`}.`,
      )
    : new CommandError(exitCodes.jobFailed, `Job ${job.id} failed: ${job.reason ?? 'no reason was recorded'}`);

/**
 * Shows a job's progress until it ends.
 *
 * @returns its report.
 * @throws {CommandError} when the job failed or was cancelled, or the server can not be reached.
 */
export const followJob = async (client: SentinelClient, id: string, options: FollowOptions): Promise<Report> => {
  const line = openProgressLine(options.quiet);
  const startedMs = performance.now();
  try {
    const answer = await watchJob(client, id, {
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onProgress: (view) =>
        line.show({
          state: view.state,
          iterations: view.iterations,
          target: view.target,
          mean: view.arms[0]?.mean ?? null,
          stdError: view.arms[0]?.stdError ?? null,
          elapsedMs: performance.now() - startedMs,
        }),
    });
    line.close();
    const job = valueOf(answer);
    if (job.state !== 'done') throw ended(job);
    return valueOf(await client.result(id));
  } catch (error) {
    if (options.signal?.aborted === true) {
      throw new CommandError(
        exitCodes.interrupted,
        `Stopped watching; the job goes on. \`wowlab watch ${id}\` follows it again.`,
        {
          cause: error,
        },
      );
    }
    throw error;
  } finally {
    line.close();
  }
};

import { listenForShutdown } from '@wowlab/runtime';
import { followJob } from '../follow-job.ts';
import { type ServerOptions, withClient } from '../open-client.ts';
import { isForPrograms, showReport, type ShowOptions } from '../output/show-report.ts';

/** Follows a job to its end and prints its report. Ctrl-C leaves the job running. */
export const watch = (id: string, options: ServerOptions & ShowOptions): Promise<void> =>
  withClient(options, async (client) => {
    const shutdown = listenForShutdown();
    try {
      const report = await followJob(client, id, { quiet: isForPrograms(options), signal: shutdown.signal });
      await showReport(report, null, options);
    } finally {
      shutdown.dispose();
    }
  });

import { listenForShutdown } from '@wowlab/runtime';
import { followJob } from '../follow-job.ts';
import { type ServerOptions, withClient } from '../open-client.ts';
import { printJson, printText } from '../output/print.ts';
import { reportText } from '../output/report-text.ts';

/** Follows a job to its end and prints its report. Ctrl-C leaves the job running. */
export const watch = (id: string, options: ServerOptions & { readonly json?: boolean }): Promise<void> =>
  withClient(options, async (client) => {
    const shutdown = listenForShutdown();
    try {
      const report = await followJob(client, id, { quiet: options.json === true, signal: shutdown.signal });
      if (options.json === true) printJson(report);
      else printText(reportText(report));
    } finally {
      shutdown.dispose();
    }
  });

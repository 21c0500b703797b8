import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { jobsText } from '../output/job-text.ts';
import { printJson, printText } from '../output/print.ts';

export interface JobsOptions extends ServerOptions {
  readonly limit: number;
  readonly cursor?: string;
  readonly json?: boolean;
}

/** Lists the caller's jobs, newest first. */
export const jobs = (options: JobsOptions): Promise<void> =>
  withClient(options, async (client) => {
    const { limit, cursor } = options;
    const page = valueOf(await client.jobs({ limit, ...(cursor === undefined ? {} : { cursor }) }));
    if (options.json === true) {
      printJson(page);
      return;
    }
    printText(page.jobs.length === 0 ? 'No jobs yet. `wowlab sim FILE` asks the first question.' : jobsText(page.jobs));
    if (page.nextCursor !== null) printText(`\nOlder ones: wowlab jobs --cursor ${page.nextCursor}`);
  });

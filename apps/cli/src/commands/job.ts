import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { jobText } from '../output/job-text.ts';
import { printJson, printText } from '../output/print.ts';

/** Shows one job. */
export const job = (id: string, options: ServerOptions & { readonly json?: boolean }): Promise<void> =>
  withClient(options, async (client) => {
    const found = valueOf(await client.job(id));
    if (options.json === true) printJson(found);
    else printText(jobText(found));
  });

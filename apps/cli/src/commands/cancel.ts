import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { jobText } from '../output/job-text.ts';
import { printJson, printText } from '../output/print.ts';

/** Stops a job in whatever version it is; its chunks are taken from the nodes. */
export const cancel = (id: string, options: ServerOptions & { readonly json?: boolean }): Promise<void> =>
  withClient(options, async (client) => {
    const cancelled = valueOf(await client.cancel(id));
    if (options.json === true) printJson(cancelled);
    else printText(jobText(cancelled));
  });

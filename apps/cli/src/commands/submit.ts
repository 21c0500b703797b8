import type { JobOptions } from '../job-options.ts';
import { jobRequest } from '../job-request.ts';
import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { printJson, printText } from '../output/print.ts';
import { readProfile } from '../read-profile.ts';

export interface SubmitOptions extends ServerOptions, JobOptions {
  readonly name?: string;
  readonly idempotencyKey?: string;
  readonly json?: boolean;
}

/** Hands in a job and prints its id, alone on a line, for `wowlab watch`. */
export const submit = (file: string, options: SubmitOptions): Promise<void> =>
  withClient(options, async (client) => {
    const request = jobRequest(await readProfile(file), options);
    const { idempotencyKey } = options;
    const job = valueOf(await client.submit(request, idempotencyKey === undefined ? {} : { idempotencyKey }));
    if (options.json === true) printJson(job);
    else printText(job.id);
  });

import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { printJson, printText } from '../output/print.ts';
import { type SharingOptions, sharingOf } from './claim.ts';

export interface EnrolOptions extends ServerOptions, SharingOptions {
  readonly machines: number;
  readonly minutes: number;
  readonly json?: boolean;
}

/** Makes a token with which machines enrol themselves as the caller's. */
export const enrol = (options: EnrolOptions): Promise<void> =>
  withClient(options, async (client) => {
    const { machines, minutes } = options;
    const made = valueOf(
      await client.createEnrolment({ nodes: machines, lifeMinutes: minutes, ...sharingOf(options) }),
    );
    if (options.json === true) {
      printJson(made);
      return;
    }
    process.stderr.write(
      `For ${made.nodes} machine(s) until ${new Date(made.expiresAtMs).toISOString()}. It is shown this once:\n` +
        `  WOWLAB_ENROLMENT=… wowlab node --server ${options.server}\n`,
    );
    printText(made.token);
  });

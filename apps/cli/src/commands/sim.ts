import type { Question, Report } from '@wowlab/protocol';
import { listenForShutdown } from '@wowlab/runtime';
import { followJob } from '../follow-job.ts';
import type { JobOptions } from '../job-options.ts';
import { jobRequest } from '../job-request.ts';
import { type ServerOptions, valueOf, withClient } from '../open-client.ts';
import { modelledSpecs, openLocalPool } from '../open-local-pool.ts';
import { openProgressLine } from '../output/progress-line.ts';
import { isForPrograms, showReport, type ShowOptions } from '../output/show-report.ts';
import { readArms } from '../read-arms.ts';
import { readJobInput } from '../read-job-input.ts';
import { readProfile } from '../read-profile.ts';
import { simulateLocally } from '../simulate-locally.ts';

export interface SimOptions extends ServerOptions, JobOptions, ShowOptions {
  readonly local?: boolean;
  readonly workers?: number;
  readonly name?: string;
}

type Simulate = (
  profile: string,
  options: SimOptions,
  question: Question | undefined,
  signal: AbortSignal,
) => Promise<Report>;

const here: Simulate = async (profile, options, question, signal) => {
  const specs = await modelledSpecs();
  // Refused before the workers are started.
  readArms(readJobInput(profile, specs), question);
  const pool = await openLocalPool(options.workers);
  const line = openProgressLine(isForPrograms(options));
  try {
    return await simulateLocally({
      profile,
      options,
      question,
      pool,
      signal,
      onProgress: (progress) => line.show(progress),
    });
  } finally {
    line.close();
    await pool.close();
  }
};

const onServer: Simulate = (profile, options, question, signal) =>
  withClient(options, async (client) => {
    const job = valueOf(await client.submit(jobRequest(profile, options, question), { signal }));
    return followJob(client, job.id, { quiet: isForPrograms(options), signal });
  });

/** Asks a question of a profile, on a server or on this machine alone, and prints the report. */
export const simulateAndPrint = async (file: string, options: SimOptions, question?: Question): Promise<void> => {
  const profile = await readProfile(file);
  const shutdown = listenForShutdown();
  try {
    const report = await (options.local === true ? here : onServer)(profile, options, question, shutdown.signal);
    await showReport(report, profile, options);
  } finally {
    shutdown.dispose();
  }
};

/** Simulates a profile and prints the report. */
export const sim = (file: string, options: SimOptions): Promise<void> => simulateAndPrint(file, options);

import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { listenForShutdown, userDirectories } from '@wowlab/runtime';
import { DataDirBusyError, type LocalStack, startLocalStack } from '@wowlab/servers';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import type { JobOptions } from '../job-options.ts';
import { jobRequest } from '../job-request.ts';
import { openClient, valueOf } from '../open-client.ts';
import { distDir } from '../open-local-pool.ts';
import { formatDuration } from '../output/numbers.ts';
import { printJson, printText } from '../output/print.ts';
import { reportText } from '../output/report-text.ts';
import { readJobInput } from '../read-job-input.ts';
import { readProfile } from '../read-profile.ts';

export interface UpOptions extends JobOptions {
  readonly port?: number;
  readonly data?: string;
  readonly sentinels: number;
  readonly nodes: number;
  readonly workers?: number;
  readonly realtime: number;
  readonly once?: string;
  readonly name?: string;
  readonly json?: boolean;
}

const defaultPort = 7080;
const exampleProfile = 'examples/mop-bm-hunter.simc';
/** In the data folder: the example has been simulated on it. */
const welcomedMark = 'welcomed';

const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const startFailed = (error: unknown, port: number): CommandError => {
  const reason = error instanceof Error ? error.message : String(error);
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  if (error instanceof DataDirBusyError) {
    return new CommandError(
      exitCodes.setupFailed,
      `WowLab already runs on this data. Ask it with \`wowlab sim FILE\`, or give --data DIR for a second one.\n  ${reason}`,
      { cause: error },
    );
  }
  return new CommandError(
    exitCodes.setupFailed,
    taken ? `Port ${port} is taken. Stop what listens there, or choose another with --port.` : reason,
    { cause: error },
  );
};

const boot = async (options: UpOptions, dataDir: string, quiet: boolean, signal: AbortSignal): Promise<LocalStack> => {
  const startedMs = performance.now();
  // A single question asks for no address of its own to be remembered.
  const port = options.port ?? (options.once === undefined ? defaultPort : 0);
  const workers = options.workers ?? Math.max(1, Math.floor(availableParallelism() / Math.max(1, options.nodes)));
  try {
    return await startLocalStack({
      distDir,
      migrationsDir: join(distDir, '../supabase/migrations'),
      dataDir,
      port,
      sentinels: options.sentinels,
      realtimeServers: options.realtime,
      nodes: options.nodes,
      workers,
      signal,
      redisUrl: process.env['REDIS_URL'],
      databaseUrl: process.env['DATABASE_URL'],
      notify: (line) => {
        if (!quiet) tell(`  ${formatDuration(performance.now() - startedMs).padStart(8)}  ${line}`);
      },
      onOutput: (name, text) => {
        if (!quiet || name !== 'migrate') process.stderr.write(text.replaceAll(/^(?=.)/gm, `[${name}] `));
      },
    });
  } catch (error) {
    if (signal.aborted)
      throw new CommandError(exitCodes.interrupted, 'Interrupted while starting; everything was stopped again.');
    throw startFailed(error, port);
  }
};

/** One profile through the whole path. */
const ask = async (stack: LocalStack, profile: string, options: UpOptions, signal: AbortSignal): Promise<void> => {
  const client = openClient({ server: stack.url });
  try {
    const job = valueOf(await client.submit(jobRequest(profile, options), { signal }));
    const report = await followJob(client, job.id, { quiet: options.json === true, signal });
    if (options.json === true) printJson(report);
    else printText(reportText(report));
  } finally {
    await client.close();
  }
};

const welcome = async (stack: LocalStack, dataDir: string, options: UpOptions, signal: AbortSignal): Promise<void> => {
  const mark = join(dataDir, welcomedMark);
  if (existsSync(mark) || options.nodes === 0) return;
  tell(`\nThe first time here: simulating ${exampleProfile} through the whole path.\n`);
  const profile = await readFile(join(distDir, '..', exampleProfile), 'utf8');
  await ask(stack, profile, { ...options, name: 'Example: beast mastery hunter' }, signal);
  await writeFile(mark, '');
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });

/**
 * Runs the whole system on this machine: until Ctrl-C, or with `once` for a single question.
 *
 * @throws {CommandError} when a part can not be had, or the question fails.
 */
export const up = async (options: UpOptions): Promise<void> => {
  if (options.json === true && options.once === undefined) {
    throw new CommandError(exitCodes.usage, '--json goes with --once FILE: there is no report without a question.');
  }
  const dataDir = resolve(options.data ?? userDirectories('wowlab').data);
  const quiet = options.json === true;
  const profile = options.once === undefined ? undefined : await readProfile(options.once);
  // Refused before anything is started for it.
  if (profile !== undefined) readJobInput(profile);
  const shutdown = listenForShutdown();
  if (!quiet) tell(`Starting WowLab; data in ${dataDir}`);
  const stack = await boot(options, dataDir, quiet, shutdown.signal);
  try {
    if (profile !== undefined) {
      await ask(stack, profile, options, shutdown.signal);
      return;
    }
    tell(`\nWowLab is up: ${stack.url}`);
    await welcome(stack, dataDir, options, shutdown.signal).catch((error: unknown) => {
      if (!shutdown.signal.aborted) tell(`The example could not be simulated: ${(error as Error).message}`);
    });
    tell(`\nOpen ${stack.url} · Ctrl-C drains and stops.`);
    await untilAborted(shutdown.signal);
    tell('\nDraining …');
  } finally {
    await stack.close();
    shutdown.dispose();
    if (!quiet) tell('Stopped.');
  }
};

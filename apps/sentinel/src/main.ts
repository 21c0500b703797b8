import { migrate, openArchive } from '@wowlab/postgres';
import { openCoordination } from '@wowlab/redis';
import { describeEnvironmentProblems, listenForShutdown } from '@wowlab/runtime';
import { readSentinelConfig, type SentinelConfig } from './config.ts';
import { systemContext } from './context.ts';
import { readEngineManifest } from './engine-manifest.ts';
import { startSentinel } from './start-sentinel.ts';

const usage = `Usage: sentinel [serve | migrate | check]

  serve     serve until SIGTERM or SIGINT, then drain (the default)
  migrate   bring the database to the newest migration
  check     say whether settings, Redis, Postgres and the engine manifest are fit

Settings are environment variables; docs/configuration.md lists them.
`;

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

const serve = async (config: SentinelConfig): Promise<void> => {
  const shutdown = listenForShutdown();
  const sentinel = await startSentinel(config, systemContext(config.logLevel));
  if (!shutdown.signal.aborted) {
    await new Promise((resolve) => shutdown.signal.addEventListener('abort', resolve, { once: true }));
  }
  await sentinel.close();
  shutdown.dispose();
};

const runMigrations = async (config: SentinelConfig): Promise<void> => {
  const { applied, present } = await migrate({ url: config.databaseUrl, directory: config.migrationsDir });
  process.stdout.write(`${present} migrations were in place, ${applied.length} were applied\n`);
};

const check = async (config: SentinelConfig): Promise<void> => {
  const checks: Readonly<Record<string, () => Promise<string>>> = {
    engine: async () => readEngineManifest(config.engineManifest).build,
    redis: async () => {
      const coordination = await openCoordination({ url: config.redisUrl });
      const { latencyMs } = await coordination.ping();
      await coordination.close();
      return `${latencyMs.toFixed(1)} ms`;
    },
    postgres: async () => {
      const archive = openArchive({ url: config.databaseUrl });
      const pinged = await archive.ping();
      await archive.close();
      if (pinged.kind === 'unavailable') throw new Error(pinged.reason);
      if (!pinged.value.writable) throw new Error('the database is read-only');
      return `${pinged.value.latencyMs.toFixed(1)} ms`;
    },
  };
  for (const [name, run] of Object.entries(checks)) {
    try {
      process.stdout.write(`ok    ${name}: ${await run()}\n`);
    } catch (error) {
      process.exitCode = 1;
      process.stdout.write(`FAIL  ${name}: ${messageOf(error)}\n`);
    }
  }
};

const commands = { serve, migrate: runMigrations, check } as const;
const isCommand = (name: string): name is keyof typeof commands => Object.hasOwn(commands, name);

const main = async (name: string): Promise<void> => {
  if (!isCommand(name)) {
    process.stderr.write(`There is no command ${JSON.stringify(name)}.\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  const read = readSentinelConfig(process.env);
  if (read.kind === 'invalid') {
    process.stderr.write(`${describeEnvironmentProblems(read.problems)}\n`);
    process.exitCode = 2;
    return;
  }
  await commands[name](read.config);
};

try {
  await main(process.argv[2] ?? 'serve');
} catch (error) {
  process.stderr.write(`sentinel: ${messageOf(error)}\n`);
  process.exitCode = 1;
}

import { createLogger, describeEnvironmentProblems, listenForShutdown, readEnvironment } from '@wowlab/runtime';
import { exitCodes } from './exit-codes.ts';
import { nodeEnvironment } from './node-environment.ts';
import { startNode } from './start-node.ts';

/** Runs the agent until it ends; gives its exit code. */
const run = async (): Promise<number> => {
  const environment = readEnvironment(nodeEnvironment());
  if (environment.kind === 'invalid') {
    process.stderr.write(`${describeEnvironmentProblems(environment.problems)}\n`);
    return exitCodes.badEnvironment;
  }
  const { server, dataDir, workers, name, engineBundle, logLevel } = environment.config;
  const logger = createLogger({ name: 'node', level: logLevel });
  const shutdown = listenForShutdown();
  const started = await startNode({
    serverUrl: server,
    dataDir,
    workers,
    name,
    engineBundlePath: engineBundle,
    logger,
  });
  if (started.kind === 'bad-key') {
    logger.fatal(`${started.problem}; ${started.remedy}`);
    return exitCodes.badKeyFile;
  }
  if (started.kind === 'bad-engine') {
    logger.fatal(started.problem);
    return exitCodes.badEngine;
  }
  const { node } = started;
  logger.info({ id: node.id, build: node.build.slice(0, 12), workers }, `working for ${server.origin}`);
  // The end is awaited below, with what it was.
  const close = (): void => void node.close().catch(() => undefined);
  if (shutdown.signal.aborted) close();
  else shutdown.signal.addEventListener('abort', close, { once: true });
  const end = await node.ended;
  if (end.kind === 'drained') {
    logger.info('drained');
    return exitCodes.drained;
  }
  logger.fatal(end.kind === 'replaced' ? `another start of this node took over. ${end.reason}` : end.reason);
  return exitCodes[end.kind];
};

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`wowlab node: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(exitCodes.failure);
  },
);

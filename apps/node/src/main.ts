import { createLogger, describeEnvironmentProblems, listenForShutdown, readEnvironment } from '@wowlab/runtime';
import { exitCodes } from './exit-codes.ts';
import { nodeEnvironment } from './node-environment.ts';
import { rotateNodeKey } from './rotate-key.ts';
import { startNode, type StartNodeOptions } from './start-node.ts';

const msPerMinute = 60_000;

/** On the terminal, apart from the log: a code is for whoever sits here. */
const showClaimCode: NonNullable<StartNodeOptions['onClaimCode']> = ({ code, url, expiresInMs }) => {
  const minutes = Math.round(expiresInMs / msPerMinute);
  process.stdout.write(
    `\nThis machine belongs to nobody yet, and computes nothing until somebody claims it.\n` +
      `Open ${url} and enter the code  ${code}  (good for ${minutes} minutes).\n\n`,
  );
};

/** Runs the agent until it ends; gives its exit code. */
const run = async (): Promise<number> => {
  const environment = readEnvironment(nodeEnvironment());
  if (environment.kind === 'invalid') {
    process.stderr.write(`${describeEnvironmentProblems(environment.problems)}\n`);
    return exitCodes.badEnvironment;
  }
  const { server, dataDir, workers, name, engineBundle, enrolment, logLevel } = environment.config;
  const logger = createLogger({ name: 'node', level: logLevel });
  if (process.argv[2] === 'rotate-key') {
    const rotation = await rotateNodeKey(server, dataDir);
    if (rotation.kind === 'failed') {
      logger.fatal(`the key was not changed: ${rotation.problem}`);
      return exitCodes.refused;
    }
    process.stdout.write(`The node ${rotation.from} is ${rotation.to} now.\n`);
    return exitCodes.drained;
  }
  const shutdown = listenForShutdown();
  const started = await startNode({
    serverUrl: server,
    dataDir,
    workers,
    name,
    engineBundlePath: engineBundle,
    logger,
    onClaimCode: showClaimCode,
    ...(enrolment === '' ? {} : { enrolment }),
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

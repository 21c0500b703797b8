import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { distDir, engineBundlePath } from '../open-local-pool.ts';

export interface NodeOptions {
  readonly server: string;
  readonly data?: string;
  readonly workers?: number;
  readonly name?: string;
  readonly enrolment?: string;
  readonly rotateKey?: boolean;
}

/**
 * Runs the node agent, a program of its own, until it ends. Ctrl-C reaches it with the terminal's process group; a signal
 * sent to this process alone is passed on.
 */
export const node = async (options: NodeOptions): Promise<void> => {
  const env = {
    ...process.env,
    WOWLAB_SERVER: options.server,
    ENGINE_BUNDLE: engineBundlePath(),
    ...(options.data === undefined ? {} : { WOWLAB_DATA_DIR: options.data }),
    ...(options.workers === undefined ? {} : { WOWLAB_WORKERS: String(options.workers) }),
    ...(options.name === undefined ? {} : { WOWLAB_NODE_NAME: options.name }),
    ...(options.enrolment === undefined ? {} : { WOWLAB_ENROLMENT: options.enrolment }),
  };
  const child = spawn(process.execPath, [`${distDir}node.mjs`, ...(options.rotateKey === true ? ['rotate-key'] : [])], {
    stdio: 'inherit',
    env,
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`wowlab: the node agent can not be started: ${error.message}\n`);
      resolve(exitCodes.setupFailed);
    });
    child.once('exit', (exitCode, signal) =>
      resolve(exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
  if (code !== 0) throw new CommandError(code, `The node agent ended with code ${code}.`);
};

import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { resolve } from 'node:path';

import { freePort } from './free-port.ts';
import { startLocalServer, type LocalServer } from './local-server.ts';
import { ProcessNotReadyError, startProcess, type ManagedProcess } from './managed-process.ts';
import { findRedisBinary, type RedisBinary } from './redis-binary.ts';

const HOST = '127.0.0.1';
const PING_TIMEOUT_MS = 1_000;
const PORT_ATTEMPTS = 5;
/** Loading a large append-only file takes its time. */
const READY_TIMEOUT_MS = 60_000;

export interface RedisOptions {
  readonly dataDir: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Further arguments of the server, after ours and therefore stronger: `['--maxmemory', '64mb']`. */
  readonly args?: readonly string[];
  /** Where progress is told to people; stderr by default. */
  readonly notify?: (line: string) => void;
  /** Which directories are searched for the server instead of PATH. */
  readonly searchPath?: string;
}

const tellOnStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * True when the process `pid` serves `port` and has its data loaded. Asking for the pid as well keeps a stranger on
 * the same port from passing for ours.
 */
function serves(port: number, pid: number): Promise<boolean> {
  return new Promise((resolveAnswer) => {
    const socket = connect({ host: HOST, port });
    let reply = '';
    const finish = (ready: boolean): void => {
      socket.destroy();
      resolveAnswer(ready);
    };
    socket.setTimeout(PING_TIMEOUT_MS, () => {
      finish(false);
    });
    socket.once('error', () => {
      finish(false);
    });
    socket.on('data', (chunk: Buffer) => {
      reply += chunk.toString('latin1');
      if (reply.startsWith('-LOADING')) finish(false);
      else if (reply.startsWith('-NOAUTH')) finish(true);
      else if (/process_id:\d+\r\n/.test(reply)) finish(reply.includes(`process_id:${pid}\r\n`));
    });
    socket.once('connect', () => {
      socket.write('PING\r\nINFO server\r\n');
    });
  });
}

function launch(binary: RedisBinary, dataDir: string, port: number, args: readonly string[]): Promise<ManagedProcess> {
  const settings = {
    bind: HOST,
    port: String(port),
    'protected-mode': 'yes',
    daemonize: 'no',
    dir: dataDir,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  return startProcess({
    name: 'redis-server',
    command: binary.path,
    args: [...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]), ...args],
    cwd: dataDir,
    readyTimeoutMs: READY_TIMEOUT_MS,
    isReady: (started) => serves(port, started.pid),
  });
}

/**
 * Starts a real Redis for this process alone: on the loopback address, append-only file on (fsynced every second),
 * never evicting. Data outlive restarts in `dataDir`.
 *
 * @throws when no server can be found or installed, when another process serves `dataDir`, or when it does not start.
 */
export async function startRedis(options: RedisOptions): Promise<LocalServer> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const binary = await findRedisBinary(options.notify ?? tellOnStderr, options.searchPath);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    try {
      return await startLocalServer({
        name: 'redis-server',
        url: `redis://${HOST}:${port}`,
        port,
        description: `${binary.path} ${binary.version}`,
        claimDir: dataDir,
        ownedDir: dataDir,
        stopSignal: 'SIGTERM',
        launch: () => launch(binary, dataDir, port, options.args ?? []),
      });
    } catch (error) {
      const portWasTaken = error instanceof ProcessNotReadyError && /Address already in use/i.test(error.log);
      if (!portWasTaken || options.port !== undefined || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

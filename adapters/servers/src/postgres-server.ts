import { join, resolve } from 'node:path';

import { freePort } from './free-port.ts';
import { startLocalServer, type LocalServer } from './local-server.ts';
import { ProcessNotReadyError, startProcess, type ManagedProcess } from './managed-process.ts';
import { postgresAccount, prepareClusterHome, type Account } from './postgres-account.ts';
import {
  findPostgresBinaries,
  noPostgresError,
  type PostgresBinaries,
  type PostgresSource,
} from './postgres-binaries.ts';
import { chooseBinaries, openCluster, POSTGRES_USER, type PostgresCluster } from './postgres-cluster.ts';

const HOST = '127.0.0.1';
const DATABASE = 'postgres';
const PORT_ATTEMPTS = 5;
/** Recovery after a crash replays the write-ahead log before it serves. */
const READY_TIMEOUT_MS = 60_000;
const READY_LINE = 'database system is ready to accept connections';
/** SIGINT is PostgreSQL's fast shutdown: it ends the sessions and writes a checkpoint. SIGTERM would wait for clients. */
const STOP_SIGNAL = 'SIGINT';

export interface PostgresOptions {
  readonly dataDir: string;
  /** A free port when left out. */
  readonly port?: number;
  readonly source?: PostgresSource;
  /** Server settings, as in postgresql.conf: `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where progress is told to people; stderr by default. */
  readonly notify?: (line: string) => void;
}

export interface LocalPostgres extends LocalServer {
  readonly major: number;
}

const tellOnStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function launch(
  binaries: PostgresBinaries,
  cluster: PostgresCluster,
  port: number,
  account: Account | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<ManagedProcess> {
  const all = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  return startProcess({
    name: 'postgres',
    command: join(binaries.binDir, 'postgres'),
    args: ['-D', cluster.dataDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // The language of messages must not depend on the user's: readiness is read from them.
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    cwd: cluster.dir,
    ...(account === undefined ? {} : { runAs: { uid: account.uid, gid: account.gid } }),
    stopSignal: STOP_SIGNAL,
    readyTimeoutMs: READY_TIMEOUT_MS,
    isReady: (started) => Promise.resolve(started.logTail().includes(READY_LINE)),
  });
}

/**
 * Starts a real PostgreSQL for this process alone, on the loopback address, with a password of its own in `url`.
 * As root it runs as user `postgres` (or `nobody`). The cluster lives in a folder per major version below `dataDir`
 * (see `prepareClusterHome` for the one exception) and outlives restarts.
 *
 * @throws when no server can be found, when another process serves the cluster, or when it does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const source = options.source ?? 'auto';
  const notify = options.notify ?? tellOnStderr;
  const account = postgresAccount();
  const home = await prepareClusterHome(resolve(options.dataDir), account, notify);
  const found = await findPostgresBinaries(source, account, notify);
  const binaries = await chooseBinaries(home, found, notify);
  if (binaries === undefined) throw noPostgresError(source);
  const cluster = await openCluster(home, binaries, account);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    try {
      const server = await startLocalServer({
        name: 'postgres',
        url: `postgres://${POSTGRES_USER}:${cluster.password}@${HOST}:${port}/${DATABASE}`,
        port,
        description: `${join(binaries.binDir, 'postgres')} ${binaries.version}`,
        claimDir: cluster.dir,
        ownedDir: home,
        stopSignal: STOP_SIGNAL,
        launch: () => launch(binaries, cluster, port, account, options.settings ?? {}),
      });
      return Object.assign(server, { major: binaries.major });
    } catch (error) {
      const portWasTaken = error instanceof ProcessNotReadyError && /Address already in use/i.test(error.log);
      if (!portWasTaken || options.port !== undefined || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

import type { CentrifugoConfig } from '@wowlab/centrifugo';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { cleanEnvironment, findCentrifugo, type CentrifugoBinary } from './centrifugo-binary.ts';
import { runToEnd } from './centrifugo-run.ts';
import { isPortFree } from './free-port.ts';
import { startLocalServer, type LocalServer } from './local-server.ts';
import { startProcess, type ManagedProcess } from './managed-process.ts';

const CHECK_TIMEOUT_MS = 10_000;
const HEALTH_TIMEOUT_MS = 1_000;
/** Longer than the shutdown time the configuration gives. */
const STOP_GRACE_MS = 15_000;

export interface CentrifugoServerOptions {
  /** Holds the configuration file; messages lie in Redis. */
  readonly dataDir: string;
  readonly config: CentrifugoConfig;
  /** The program to run, instead of the one this machine has. */
  readonly binary?: string;
  readonly notify?: (line: string) => void;
}

/** A realtime server this process started for itself. Only messages to people may depend on `kind`. */
export interface LocalCentrifugo extends LocalServer {
  readonly kind: CentrifugoBinary['kind'];
  readonly websocketUrl: string;
  /** Origin of the HTTP API, health and metrics. */
  readonly apiUrl: string;
}

const tellOnStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

async function isHealthy(apiUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${apiUrl}/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** A stranger on the same port would answer the health check in the new server's place. */
async function insistOnFreePort(host: string, port: number): Promise<void> {
  if (await isPortFree(port, host)) return;
  throw new Error(`Port ${port} of ${host} is taken. Stop what listens there, or configure another port.`);
}

/**
 * Checks the configuration with the server's own `checkconfig`, starts the server and waits until it is healthy.
 *
 * @throws when no server can be had, when it refuses the configuration, or when it does not start.
 */
export async function startCentrifugo(options: CentrifugoServerOptions): Promise<LocalCentrifugo> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const binary = await findCentrifugo(options.notify ?? tellOnStderr, options.binary);
  const configPath = join(dataDir, 'centrifugo.json');
  await writeFile(configPath, `${JSON.stringify(options.config, undefined, 2)}\n`, { mode: 0o600 });

  const env = cleanEnvironment();
  const check = await runToEnd(binary.path, ['checkconfig', '--strict', '-c', configPath], {
    cwd: dataDir,
    env,
    timeoutMs: CHECK_TIMEOUT_MS,
  });
  if (check.kind === 'failed') {
    throw new Error(`${binary.path} refuses its configuration ${JSON.stringify(configPath)}: ${check.reason}`);
  }

  const {
    address,
    port,
    internal_address: internalAddress = address,
    internal_port: internalPort,
  } = options.config.http_server;
  const url = `http://${address}:${port}`;
  const apiUrl = internalPort === undefined ? url : `http://${internalAddress}:${internalPort}`;
  const launch = async (): Promise<ManagedProcess> => {
    await insistOnFreePort(address, port);
    if (internalPort !== undefined) await insistOnFreePort(internalAddress, Number(internalPort));
    return startProcess({
      name: binary.kind,
      command: binary.path,
      args: ['-c', configPath],
      cwd: dataDir,
      env,
      stopGraceMs: STOP_GRACE_MS,
      isReady: () => isHealthy(apiUrl),
    });
  };
  const server = await startLocalServer({
    name: binary.kind,
    url,
    port,
    description: `${binary.path} ${binary.version}`,
    claimDir: dataDir,
    ownedDir: dataDir,
    stopSignal: 'SIGTERM',
    launch,
  });
  return Object.defineProperties(server, {
    kind: { value: binary.kind, enumerable: true },
    websocketUrl: { value: `${url.replace(/^http/, 'ws')}/connection/websocket`, enumerable: true },
    apiUrl: { value: apiUrl, enumerable: true },
  }) as LocalCentrifugo;
}

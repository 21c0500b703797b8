import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive, startMarkOf } from './process-tree.ts';

/** Another living process has a server on the directory. */
export class DataDirBusyError extends Error {
  override readonly name = 'DataDirBusyError';
}

const CLAIM_FILE = 'server.json';
const ORPHAN_STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 50;

interface ProcessMark {
  readonly pid: number;
  /** Tells this process from a later one with the same pid. */
  readonly startMark: string;
}

interface Claim {
  readonly server: ProcessMark;
  readonly owner: ProcessMark;
}

function parseMark(value: unknown): ProcessMark | undefined {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startMark' in value)) return undefined;
  const { pid, startMark } = value;
  return typeof pid === 'number' && typeof startMark === 'string' ? { pid, startMark } : undefined;
}

async function readClaim(dataDir: string): Promise<Claim | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(dataDir, CLAIM_FILE), 'utf8'));
    if (typeof value !== 'object' || value === null || !('server' in value) || !('owner' in value)) return undefined;
    const server = parseMark(value.server);
    const owner = parseMark(value.owner);
    return server === undefined || owner === undefined ? undefined : { server, owner };
  } catch {
    // Missing or cut off by a crash: nobody is known to hold the directory, the server's own lock still protects it.
    return undefined;
  }
}

const stillRuns = (mark: ProcessMark): boolean => isAlive(mark.pid) && startMarkOf(mark.pid) === mark.startMark;

/**
 * Makes sure no other server works on `dataDir`. A server whose starter was killed is an orphan: it is stopped in
 * order, so that the next start simply works.
 *
 * @throws when a server of a living starter holds the directory.
 */
export async function reclaimDataDir(dataDir: string, serverName: string, stopSignal: NodeJS.Signals): Promise<void> {
  const claim = await readClaim(dataDir);
  if (claim === undefined || !stillRuns(claim.server)) return;
  const { server, owner } = claim;
  if (stillRuns(owner)) {
    throw new DataDirBusyError(
      `${serverName} (process ${server.pid}) already works on ${JSON.stringify(dataDir)} for process ${owner.pid}. ` +
        'Stop that one first, or choose another data directory.',
    );
  }
  process.kill(server.pid, stopSignal);
  const deadline = Date.now() + ORPHAN_STOP_TIMEOUT_MS;
  while (stillRuns(server)) {
    if (Date.now() > deadline) {
      throw new Error(
        `${serverName} (process ${server.pid}), left behind on ${JSON.stringify(dataDir)}, did not end within ` +
          `${ORPHAN_STOP_TIMEOUT_MS} ms of ${stopSignal}. Look at it, then end it by hand: kill -9 ${server.pid}`,
      );
    }
    await sleep(POLL_MS);
  }
}

/** Notes which process serves `dataDir`, and for whom. */
export async function claimDataDir(dataDir: string, serverPid: number): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const claim: Claim = {
    server: { pid: serverPid, startMark: startMarkOf(serverPid) ?? '' },
    owner: { pid: process.pid, startMark: startMarkOf(process.pid) ?? '' },
  };
  await writeFile(join(dataDir, CLAIM_FILE), JSON.stringify(claim), { mode: 0o600 });
}

/** Takes the note away after an orderly end. */
export async function releaseDataDir(dataDir: string): Promise<void> {
  await rm(join(dataDir, CLAIM_FILE), { force: true });
}

import { rm } from 'node:fs/promises';

import { claimDataDir, reclaimDataDir, releaseDataDir } from './data-dir-claim.ts';
import type { ManagedProcess, ProcessExit } from './managed-process.ts';

/** A real server this process started for itself, and how to treat it, well or badly. */
export interface LocalServer {
  /** How clients reach it. Stays the same over restarts. */
  readonly url: string;
  readonly port: number;
  /** Process id of the present incarnation. */
  readonly pid: number;
  /** Which program runs, for people: path and version. */
  readonly description: string;
  readonly isRunning: boolean;
  /** Resolves when the present incarnation ends. */
  readonly exited: Promise<ProcessExit>;
  /** The last lines it wrote. */
  logTail(): string;
  /** Orderly end; the data stay. */
  stop(): Promise<void>;
  /** Orderly end, and the data are gone with it: for tests. */
  erase(): Promise<void>;
  /** kill -9, as a fault. */
  kill(): Promise<void>;
  /** Starts again on the same port and data, after `stop` or `kill`; stops it first when it runs. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stay open, nothing answers. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
}

export interface LocalServerSpec {
  readonly name: string;
  readonly url: string;
  readonly port: number;
  readonly description: string;
  /** Where the note lies that says which process serves the data. */
  readonly claimDir: string;
  /** What `erase` deletes. */
  readonly ownedDir: string;
  readonly stopSignal: NodeJS.Signals;
  readonly launch: () => Promise<ManagedProcess>;
}

/** Starts a server on its data directory and keeps the directory to it for as long as it runs. */
export async function startLocalServer(spec: LocalServerSpec): Promise<LocalServer> {
  const begin = async (): Promise<ManagedProcess> => {
    await reclaimDataDir(spec.claimDir, spec.name, spec.stopSignal);
    const started = await spec.launch();
    await claimDataDir(spec.claimDir, started.pid);
    return started;
  };
  let present = await begin();
  const stop = async (): Promise<void> => {
    await present.stop();
    await releaseDataDir(spec.claimDir);
  };
  return {
    url: spec.url,
    port: spec.port,
    description: spec.description,
    get pid() {
      return present.pid;
    },
    get isRunning() {
      return present.exit === undefined;
    },
    get exited() {
      return present.exited;
    },
    logTail: () => present.logTail(),
    stop,
    erase: async () => {
      await stop();
      await rm(spec.ownedDir, { recursive: true, force: true });
    },
    kill: async () => {
      await present.kill();
    },
    restart: async () => {
      await stop();
      present = await begin();
    },
    pause: () => {
      present.pause();
    },
    resume: () => {
      present.resume();
    },
  };
}

import { startProcess, type ManagedProcess, type ProcessExit, type ProcessSpec } from './managed-process.ts';

/** One of our own programs as a process: restartable, and open to faults. */
export interface LocalProgram {
  readonly name: string;
  readonly pid: number;
  readonly isRunning: boolean;
  /** Resolves when the present incarnation ends. */
  readonly exited: Promise<ProcessExit>;
  logTail(): string;
  /** Orderly end; answers how it ended. */
  stop(): Promise<ProcessExit>;
  /** kill -9. */
  kill(): Promise<ProcessExit>;
  /** Starts again with the same arguments; stops it first when it runs. */
  restart(): Promise<void>;
  pause(): void;
  resume(): void;
}

/** Starts a program and keeps what is needed to start it again. */
export const startLocalProgram = async (spec: ProcessSpec): Promise<LocalProgram> => {
  let present: ManagedProcess = await startProcess(spec);
  return {
    name: spec.name,
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
    stop: () => present.stop(),
    kill: () => present.kill(),
    restart: async () => {
      await present.stop();
      present = await startProcess(spec);
    },
    pause: () => {
      present.pause();
    },
    resume: () => {
      present.resume();
    },
  };
};

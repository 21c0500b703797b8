import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { LogTail } from './log-tail.ts';
import { descendantsOf, isAlive } from './process-tree.ts';

const KEPT_LOG_LINES = 200;
const READY_POLL_MS = 20;
const DEFAULT_READY_TIMEOUT_MS = 30_000;
const DEFAULT_STOP_GRACE_MS = 10_000;
const TREE_GONE_TIMEOUT_MS = 5_000;
/** The last words of a process can arrive after its exit. */
const LAST_OUTPUT_MS = 50;

/** How a process ended: its exit code, or the signal that ended it. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProcessSpec {
  /** What people call it, for messages: `redis-server`, `sentinel 2`. */
  readonly name: string;
  readonly command: string;
  readonly args?: readonly string[];
  /** The whole environment of the process; the caller's own when left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Runs the process as another user; only root may. */
  readonly runAs?: { readonly uid: number; readonly gid: number };
  /** Asked every few milliseconds until it answers true; without it a process is ready once it was spawned. */
  readonly isReady?: (process: ManagedProcess) => Promise<boolean>;
  readonly readyTimeoutMs?: number;
  /** What asks for an orderly end. PostgreSQL wants SIGINT: its SIGTERM waits for every client to leave. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopGraceMs?: number;
  /** Sees everything the process writes on stdout and stderr. */
  readonly onOutput?: (text: string, stream: 'stdout' | 'stderr') => void;
}

/** A process that ended before it was ready, or did not get ready in time. The message carries the end of its log. */
export class ProcessNotReadyError extends Error {
  readonly exit: ProcessExit | undefined;
  readonly log: string;

  constructor(name: string, reason: string, exit: ProcessExit | undefined, log: string) {
    super(`${name} ${reason}. The end of what it wrote:\n${log === '' ? '(nothing)' : log}`);
    this.name = 'ProcessNotReadyError';
    this.exit = exit;
    this.log = log;
  }
}

const running = new Set<ManagedProcess>();
let exitHookInstalled = false;

/** Own process groups do not get the terminal's Ctrl-C and would outlive this process: ask them to end when it exits. */
function installExitHook(): void {
  if (exitHookInstalled) return;
  exitHookInstalled = true;
  process.once('exit', () => {
    for (const managed of running) managed.signal(managed.stopSignal);
  });
}

/**
 * One spawned process in a process group of its own.
 *
 * It is running from `startProcess` until `exited` resolves. `stop` asks for an orderly end and insists after the
 * grace time; `kill`, `pause` and `resume` exist for fault tests and reach its descendants too.
 */
export class ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly stopSignal: NodeJS.Signals;
  /** Resolves when the process has ended, however that came about. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  readonly #child: ChildProcess;
  readonly #log = new LogTail(KEPT_LOG_LINES);
  readonly #stopGraceMs: number;
  #exit: ProcessExit | undefined;

  constructor(spec: ProcessSpec, child: ChildProcess, pid: number) {
    this.name = spec.name;
    this.pid = pid;
    this.stopSignal = spec.stopSignal ?? 'SIGTERM';
    this.#child = child;
    this.#stopGraceMs = spec.stopGraceMs ?? DEFAULT_STOP_GRACE_MS;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8');
      child[stream]?.on('data', (text: string) => {
        this.#log.append(text);
        spec.onOutput?.(text, stream);
      });
    }
    running.add(this);
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        running.delete(this);
        this.#exit = { code, signal };
        resolve(this.#exit);
      });
    });
  }

  /** How it ended, or undefined while it runs. */
  get exit(): ProcessExit | undefined {
    return this.#exit;
  }

  /** The last lines it wrote. */
  logTail(): string {
    return this.#log.text();
  }

  /** Sends a signal to the process group. Answers false when it is already gone. */
  signal(signal: NodeJS.Signals): boolean {
    if (this.#exit !== undefined) return false;
    try {
      return process.kill(-this.pid, signal);
    } catch {
      return this.#child.kill(signal);
    }
  }

  /** Orderly end: the stop signal, then SIGKILL after the grace time. Safe to call again. */
  async stop(): Promise<ProcessExit> {
    if (this.#exit !== undefined) return this.#exit;
    this.resume();
    this.signal(this.stopSignal);
    const timer = new AbortController();
    const exit = await Promise.race([
      this.exited,
      sleep(this.#stopGraceMs, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
    return exit ?? this.kill();
  }

  /** kill -9 of the process and all below it; returns when every one of them is gone. */
  async kill(): Promise<ProcessExit> {
    const descendants = this.#exit === undefined ? descendantsOf(this.pid) : [];
    this.signal('SIGKILL');
    for (const pid of descendants) killIfAlive(pid);
    const exit = await this.exited;
    const deadline = Date.now() + TREE_GONE_TIMEOUT_MS;
    while (descendants.some(isAlive) && Date.now() < deadline) await sleep(READY_POLL_MS);
    return exit;
  }

  /** Freezes the process and all below it (SIGSTOP): it keeps its connections and answers nothing. */
  pause(): void {
    this.#signalTree('SIGSTOP');
  }

  /** Lets a frozen process go on (SIGCONT). */
  resume(): void {
    this.#signalTree('SIGCONT');
  }

  #signalTree(signal: NodeJS.Signals): void {
    if (this.#exit !== undefined) return;
    const descendants = descendantsOf(this.pid);
    this.signal(signal);
    for (const pid of descendants) killIfAlive(pid, signal);
  }
}

function killIfAlive(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Spawns a process and waits until it is ready.
 *
 * @throws {ProcessNotReadyError} when it ends first or is not ready within `readyTimeoutMs`; it is gone then.
 */
export async function startProcess(spec: ProcessSpec): Promise<ManagedProcess> {
  installExitHook();
  const child = spawn(spec.command, [...(spec.args ?? [])], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: spec.env ?? process.env,
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    ...spec.runAs,
  });
  const pid = child.pid;
  if (pid === undefined) {
    const cause = await new Promise<Error>((resolve) => child.once('error', resolve));
    throw new Error(`${spec.name} could not be started from ${JSON.stringify(spec.command)}: ${cause.message}`, {
      cause,
    });
  }
  const managed = new ManagedProcess(spec, child, pid);
  if (spec.isReady !== undefined) await waitUntilReady(managed, spec, spec.isReady);
  return managed;
}

async function waitUntilReady(
  managed: ManagedProcess,
  spec: ProcessSpec,
  isReady: (process: ManagedProcess) => Promise<boolean>,
): Promise<void> {
  const timeoutMs = spec.readyTimeoutMs ?? DEFAULT_READY_TIMEOUT_MS;
  const deadline = Date.now() + timeoutMs;
  while (managed.exit === undefined) {
    if (await isReady(managed)) return;
    if (Date.now() > deadline) {
      await managed.kill();
      throw new ProcessNotReadyError(spec.name, `was not ready within ${timeoutMs} ms`, undefined, managed.logTail());
    }
    await Promise.race([managed.exited, sleep(READY_POLL_MS)]);
  }
  await sleep(LAST_OUTPUT_MS);
  const { code, signal } = managed.exit;
  const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
  throw new ProcessNotReadyError(spec.name, `${how} before it was ready`, managed.exit, managed.logTail());
}

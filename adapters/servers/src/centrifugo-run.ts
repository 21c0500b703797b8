import { spawn } from 'node:child_process';

export type RunOutcome =
  | { readonly kind: 'ended'; readonly output: string }
  | { readonly kind: 'failed'; readonly reason: string };

const KEPT_CHARS = 4_000;

/** Runs a program to its end and keeps the end of what it wrote. */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly timeoutMs: number },
): Promise<RunOutcome> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_CHARS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      resolve({ kind: 'failed', reason: error.message });
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve({ kind: 'ended', output: output.trim() });
      else resolve({ kind: 'failed', reason: `${signal ?? `code ${code}`}: ${output.trim()}` });
    });
  });
}

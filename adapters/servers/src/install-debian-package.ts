import { spawn } from 'node:child_process';

import { findOnPath } from './find-on-path.ts';

/** RUNLEVEL=1 keeps the package's script from starting a system-wide service beside ours. */
const APT_ENVIRONMENT = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', LC_ALL: 'C' };

export type InstallOutcome =
  | { readonly kind: 'installed' }
  | { readonly kind: 'impossible'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

function run(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...APT_ENVIRONMENT },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-2_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (code) => {
      resolve(code === 0 ? undefined : `${command} ${args.join(' ')} ended with code ${code}: ${output.trim()}`);
    });
  });
}

/** Installs a Debian package when this process is root on a Debian-like system. Says so on stderr through `notify`. */
export async function installDebianPackage(name: string, notify: (line: string) => void): Promise<InstallOutcome> {
  const aptGet = findOnPath('apt-get');
  if (aptGet === undefined) return { kind: 'impossible', reason: 'apt-get is not on this system' };
  if (process.getuid?.() !== 0) return { kind: 'impossible', reason: 'only root may install packages' };
  notify(`Installing the Debian package ${name} (apt-get update, apt-get install) …`);
  const updateFailure = await run(aptGet, ['update', '-qq']);
  const installFailure = await run(aptGet, ['install', '-y', '-qq', '--no-install-recommends', name]);
  if (installFailure === undefined) return { kind: 'installed' };
  return {
    kind: 'failed',
    reason: updateFailure === undefined ? installFailure : `${updateFailure}; ${installFailure}`,
  };
}

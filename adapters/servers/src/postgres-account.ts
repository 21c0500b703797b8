import { chmod, chown, mkdir, realpath, stat } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** Where clusters of root go when their own place can not be reached by the account that has to serve them. */
const SHARED_STATE_DIR = '/var/lib/wowlab';

/** PostgreSQL refuses to run as root. These accounts exist on every Unix-like system, with or without its package. */
const ACCOUNT_NAMES = ['postgres', '_postgres', 'nobody'];

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function numericId(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

/** The account PostgreSQL has to run as, or undefined when this process is not root and its own account will do. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ACCOUNT_NAMES) {
    const uid = numericId('-u', name);
    const gid = numericId('-g', name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid };
  }
  throw new Error(
    `PostgreSQL does not run as root, and none of the accounts ${ACCOUNT_NAMES.join(', ')} exists. ` +
      'Create one (useradd --system postgres), run as another user, or set DATABASE_URL to a running server.',
  );
}

const WALK = 0o1;
const READ_AND_WALK = 0o5;

/** Judges by mode bits whether `account` has `wanted` on a directory. */
async function has(dir: string, account: Account, wanted: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(dir);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}

async function canWalkTo(path: string, account: Account): Promise<boolean> {
  for (let dir = path; ; dir = dirname(dir)) {
    if (!(await has(dir, account, WALK))) return false;
    if (dir === dirname(dir)) return true;
  }
}

/** True when `account` may walk down to the directory `path` and read it. */
export async function canReach(path: string, account: Account): Promise<boolean> {
  return (await has(path, account, READ_AND_WALK)) && canWalkTo(dirname(path), account);
}

const MAY_WALK_THROUGH = 0o001;

/**
 * Temporary directories are made for their maker alone. For data that go with them it is enough that others may walk
 * through (not list) those between the system's temporary directory and `path`; anything else is left as it is.
 */
async function openWayBelowTemp(path: string): Promise<void> {
  const temp = await realpath(tmpdir());
  for (let dir = await realpath(path); isBelow(dir, temp); dir = dirname(dir)) {
    const { mode, uid } = await stat(dir);
    if (uid === process.getuid?.()) await chmod(dir, mode | MAY_WALK_THROUGH);
  }
}

function isBelow(dir: string, ancestor: string): boolean {
  const way = relative(ancestor, dir);
  return way !== '' && !way.startsWith('..');
}

/**
 * Makes the directory that holds the clusters of `dataDir`, owned by the account that serves them.
 * A place below a closed directory (root's home) is out of that account's reach: the clusters then live in
 * /var/lib/wowlab, under a name derived from `dataDir`, and `notify` says so.
 */
export async function prepareClusterHome(
  dataDir: string,
  account: Account | undefined,
  notify: (line: string) => void,
): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (account === undefined) return dataDir;
  const parent = dirname(dataDir);
  await openWayBelowTemp(parent);
  if (await canWalkTo(parent, account)) {
    await chown(dataDir, account.uid, account.gid);
    return dataDir;
  }
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const home = join(SHARED_STATE_DIR, `postgres-${digest}`);
  await mkdir(SHARED_STATE_DIR, { recursive: true, mode: 0o755 });
  await mkdir(home, { recursive: true, mode: 0o700 });
  await chown(home, account.uid, account.gid);
  notify(`User ${account.name}, who runs PostgreSQL, can not reach ${dataDir}: its data are in ${home}.`);
  return home;
}

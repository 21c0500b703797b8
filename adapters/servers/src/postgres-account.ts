import { chown, mkdir, stat } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';

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

/** True when `account` may walk down to `path` and read there, judged by the mode bits of each directory on the way. */
export async function canReach(path: string, account: Account): Promise<boolean> {
  for (let dir = path; ; dir = dirname(dir)) {
    const { mode, uid, gid } = await stat(dir);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    const wanted = dir === path ? 0o5 : 0o1;
    if (((mode >> shift) & wanted) !== wanted) return false;
    if (dir === dirname(dir)) return true;
  }
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
  if (await canReach(parent, account)) {
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

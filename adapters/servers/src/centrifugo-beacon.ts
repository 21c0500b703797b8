import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { centrifugoCacheDir } from './centrifugo-cache.ts';
import { runToEnd } from './centrifugo-run.ts';
import { findOnPath } from './find-on-path.ts';

/** A cold build compiles the library and its dependencies once: about a minute of two cores. */
const BUILD_TIMEOUT_MS = 15 * 60_000;
const GO_DIRS = ['/usr/local/go/bin', '/usr/lib/go/bin'];

export type BeaconOutcome =
  | { readonly kind: 'built'; readonly path: string }
  | { readonly kind: 'impossible'; readonly reason: string };

/** The folder `beacon/` of this checkout. Bundled programs lie elsewhere in it, so every folder above is looked into. */
function beaconSources(): string | undefined {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const candidate = join(dir, 'beacon');
    if (existsSync(join(candidate, 'go.mod'))) return candidate;
    if (dir === dirname(dir)) return undefined;
  }
}

async function sourceFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries
    .filter(
      ({ name }) => (name.endsWith('.go') && !name.endsWith('_test.go')) || name === 'go.mod' || name === 'go.sum',
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Names a build by what goes into it, so that a change of source, system or compiler never meets an old binary. */
async function buildKey(dir: string, goVersion: string): Promise<string> {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${goVersion}\0`);
  for (const file of await sourceFiles(dir)) {
    hash
      .update(`${relative(dir, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

function findGo(): string | undefined {
  return findOnPath('go') ?? findOnPath('go', GO_DIRS.join(':'));
}

/** Several servers of one stack start at the same moment; they wait for one build. */
const underWay = new Map<string, Promise<BeaconOutcome>>();

/**
 * Builds the bundled server, or finds it built. Two processes that build at once do no harm: each renames a whole file
 * into place.
 */
export async function buildBeacon(notify: (line: string) => void): Promise<BeaconOutcome> {
  const sources = beaconSources();
  if (sources === undefined) return { kind: 'impossible', reason: 'the folder beacon/ of the repository is not here' };
  const go = findGo();
  if (go === undefined) return { kind: 'impossible', reason: 'beacon/ can not be built: no Go compiler on PATH' };
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const told = await runToEnd(go, ['version'], { cwd: sources, env, timeoutMs: BUILD_TIMEOUT_MS });
  if (told.kind === 'failed') return { kind: 'impossible', reason: `${go} does not run: ${told.reason}` };

  const path = join(centrifugoCacheDir(), `beacon-${await buildKey(sources, told.output)}`);
  if (existsSync(path)) return { kind: 'built', path };
  const present = underWay.get(path);
  if (present !== undefined) return present;
  notify('Building the bundled realtime server from beacon/ (about a minute the first time) …');
  const building = compile(go, sources, env, path).finally(() => underWay.delete(path));
  underWay.set(path, building);
  return building;
}

async function compile(go: string, sources: string, env: NodeJS.ProcessEnv, path: string): Promise<BeaconOutcome> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const scratch = await mkdtemp(join(dirname(path), 'building-'));
  try {
    const output = join(scratch, 'beacon');
    const args = ['build', '-trimpath', '-ldflags=-s -w', '-o', output, '.'];
    const build = await runToEnd(go, args, { cwd: sources, env, timeoutMs: BUILD_TIMEOUT_MS });
    if (build.kind === 'failed') return { kind: 'impossible', reason: `building beacon/ failed with ${build.reason}` };
    await rename(output, path);
    return { kind: 'built', path };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { centrifugoCacheDir } from './centrifugo-cache.ts';
import { runToEnd } from './centrifugo-run.ts';

const VERSION = '6.9.1';
const OFFICIAL_RELEASE = `https://github.com/centrifugal/centrifugo/releases/download/v${VERSION}`;
const CHECKSUMS_TIMEOUT_MS = 4_000;
const ARCHIVE_TIMEOUT_MS = 120_000;
const UNPACK_TIMEOUT_MS = 60_000;
/** After a failure the network is left alone for a day, so that starts without it stay quick. */
const RETRY_AFTER_MS = 24 * 60 * 60_000;

export type ReleaseOutcome =
  | { readonly kind: 'ready'; readonly path: string }
  | { readonly kind: 'impossible'; readonly reason: string };

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

function archiveName(): string | undefined {
  const arch = ARCHITECTURES[process.arch];
  if (arch === undefined || !['linux', 'darwin'].includes(process.platform)) return undefined;
  return `centrifugo_${VERSION}_${process.platform}_${arch}.tar.gz`;
}

async function fetchBytes(url: string, timeoutMs: number): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

async function failedRecently(stamp: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(stamp)).mtimeMs < RETRY_AFTER_MS;
  } catch {
    return false;
  }
}

async function download(release: string, archive: string, cache: string, path: string): Promise<void> {
  const checksums = (await fetchBytes(`${release}/centrifugo_${VERSION}_checksums.txt`, CHECKSUMS_TIMEOUT_MS)).toString(
    'utf8',
  );
  const wanted = checksums
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, name]) => name === archive)?.[0];
  if (wanted === undefined) throw new Error(`${archive} is not in the release's list of checksums`);
  const bytes = await fetchBytes(`${release}/${archive}`, ARCHIVE_TIMEOUT_MS);
  const got = createHash('sha256').update(bytes).digest('hex');
  if (got !== wanted) throw new Error(`${archive} has the SHA-256 ${got}, the release says ${wanted}`);
  const scratch = await mkdtemp(join(cache, 'unpacking-'));
  try {
    await writeFile(join(scratch, archive), bytes);
    const unpacked = await runToEnd('tar', ['-xzf', archive, 'centrifugo'], {
      cwd: scratch,
      timeoutMs: UNPACK_TIMEOUT_MS,
    });
    if (unpacked.kind === 'failed') throw new Error(`tar: ${unpacked.reason}`);
    await rename(join(scratch, 'centrifugo'), path);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * The official Centrifugo release, downloaded once and checked against the release's own list of SHA-256 sums (which
 * guards against a broken transfer; that it is Centrifugo's rests on the connection to its host).
 */
export async function downloadCentrifugo(
  release = OFFICIAL_RELEASE,
  cache = centrifugoCacheDir(),
): Promise<ReleaseOutcome> {
  const archive = archiveName();
  if (archive === undefined) {
    return { kind: 'impossible', reason: `Centrifugo has no release for ${process.platform} ${process.arch}` };
  }
  const path = join(cache, `centrifugo-${VERSION}`);
  const stamp = join(cache, 'download-failed');
  if (existsSync(path)) return { kind: 'ready', path };
  if (await failedRecently(stamp)) {
    return { kind: 'impossible', reason: `downloading Centrifugo failed within the last day (${stamp})` };
  }
  await mkdir(cache, { recursive: true, mode: 0o700 });
  try {
    await download(release, archive, cache, path);
    return { kind: 'ready', path };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await writeFile(stamp, `${reason}\n`);
    return { kind: 'impossible', reason: `Centrifugo can not be downloaded (${reason})` };
  }
}

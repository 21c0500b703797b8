import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { centrifugoConfig } from '@wowlab/centrifugo';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { buildBeacon } from './centrifugo-beacon.ts';
import { findCentrifugo } from './centrifugo-binary.ts';
import { downloadCentrifugo } from './centrifugo-release.ts';
import { runToEnd } from './centrifugo-run.ts';
import { startCentrifugo } from './centrifugo-server.ts';
import { freePort } from './free-port.ts';

const quiet = (): void => undefined;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function tempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'wowlab-centrifugo-'));
  cleanups.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function program(dir: string, name: string, script: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

function withEnvironment(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  cleanups.push(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}

const configOn = (port: number) =>
  centrifugoConfig({
    address: '127.0.0.1',
    port,
    tokenSecret: 'token secret of 32 characters or more',
    apiKey: 'API key of 32 characters or more.....',
    proxySecret: 'proxy secret of 32 characters or more',
    proxyOrigin: 'http://127.0.0.1:9',
    allowedOrigins: [],
  });

async function beacon(): Promise<string> {
  const built = await buildBeacon(quiet);
  if (built.kind === 'impossible') throw new Error(built.reason);
  return built.path;
}

/** On a fresh machine the compiler takes its time. */
beforeAll(beacon, 15 * 60_000);

/** A release like the official one, with the archive's true or a false sum. */
async function releaseServer(dir: string, sumOf: (archive: Buffer) => string): Promise<string> {
  await program(dir, 'centrifugo', 'echo "Centrifugo v6.9.1 (Go version: go1.26)"');
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const name = `centrifugo_6.9.1_${process.platform}_${arch}.tar.gz`;
  await runToEnd('tar', ['-czf', name, 'centrifugo'], { cwd: dir, timeoutMs: 10_000 });
  const archive = await readFile(join(dir, name));
  const server = createServer((request, response) => {
    if (request.url === '/centrifugo_6.9.1_checksums.txt')
      response.end(`${'0'.repeat(64)}  other\n${sumOf(archive)}  ${name}\n`);
    else if (request.url === `/${name}`) response.end(archive);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanups.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('the realtime server starts on its configuration, keeps the file to its user, and ends in order', async () => {
  const dataDir = await tempDir();
  const port = await freePort();
  const server = await startCentrifugo({ dataDir, config: configOn(port), binary: await beacon() });
  cleanups.push(() => server.kill());
  expect(server).toMatchObject({
    kind: 'beacon',
    url: `http://127.0.0.1:${port}`,
    apiUrl: `http://127.0.0.1:${port}`,
    websocketUrl: `ws://127.0.0.1:${port}/connection/websocket`,
    isRunning: true,
  });
  expect((await stat(join(dataDir, 'centrifugo.json'))).mode & 0o077).toBe(0);
  const { exited, pid } = server;
  await server.restart();
  expect(server.pid).not.toBe(pid);
  await expect(exited).resolves.toEqual({ code: 0, signal: null });
  await server.stop();
  expect(server.isRunning).toBe(false);
});

test('an occupied port is named in the error', async () => {
  const port = await freePort();
  const binary = await beacon();
  const first = await startCentrifugo({ dataDir: await tempDir(), config: configOn(port), binary });
  cleanups.push(() => first.stop());
  await expect(startCentrifugo({ dataDir: await tempDir(), config: configOn(port), binary })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken`,
  );
});

test('beacon is built once for the same sources', async () => {
  const first = await beacon();
  const { mtimeMs } = await stat(first);
  const again = await beacon();
  expect(again).toBe(first);
  expect((await stat(again)).mtimeMs).toBe(mtimeMs);
});

test('servers that need it at the same moment wait for one build', async () => {
  const goCache = await runToEnd('go', ['env', 'GOCACHE'], { timeoutMs: 10_000 });
  if (goCache.kind === 'ended') withEnvironment('GOCACHE', goCache.output);
  withEnvironment('XDG_CACHE_HOME', await tempDir());
  const told: string[] = [];
  const built = await Promise.all([1, 2, 3].map(() => buildBeacon((line) => told.push(line))));
  expect(new Set(built.map((one) => one.kind === 'built' && one.path)).size).toBe(1);
  expect(told).toHaveLength(1);
}, 600_000);

test('CENTRIFUGO_BIN wins over everything, whichever of the two it names', async () => {
  const dir = await tempDir();
  withEnvironment('CENTRIFUGO_BIN', await program(dir, 'server', 'echo "Centrifugo v6.5.0 (Go version: go1.25)"'));
  await expect(findCentrifugo(quiet)).resolves.toEqual({
    path: join(dir, 'server'),
    kind: 'centrifugo',
    version: '6.5.0',
  });
  withEnvironment('CENTRIFUGO_BIN', await beacon());
  await expect(findCentrifugo(quiet)).resolves.toMatchObject({ kind: 'beacon' });
});

test.each([
  [
    'is an earlier Centrifugo',
    'echo "Centrifugo v5.4.9 (Go version: go1.22)"',
    /Centrifugo 5\.4\.9, version 6 is wanted/,
  ],
  ['is another program', 'echo "nginx version 1.27"', /is no Centrifugo: it says "nginx version 1.27"/],
  ['does not run', 'exit 3', /does not run \(code 3/],
])('CENTRIFUGO_BIN that %s is an error, not passed over', async (_what, script, message) => {
  withEnvironment('CENTRIFUGO_BIN', await program(await tempDir(), 'server', script));
  await expect(findCentrifugo(quiet)).rejects.toThrow(message);
});

test('centrifugo on PATH is taken when nothing else is named', async () => {
  const dir = await tempDir();
  withEnvironment('CENTRIFUGO_BIN', '');
  await program(dir, 'centrifugo', 'echo "Centrifugo v6.9.1 (Go version: go1.26)"');
  withEnvironment('PATH', `${dir}:${process.env['PATH'] ?? ''}`);
  await expect(findCentrifugo(quiet)).resolves.toMatchObject({ path: join(dir, 'centrifugo'), kind: 'centrifugo' });
});

test('settings of Centrifugo in the environment do not reach the server', async () => {
  withEnvironment('CENTRIFUGO_HTTP_API_KEY', 'from the environment');
  const dir = await tempDir();
  const spy = await program(dir, 'server', 'echo "Centrifugo v6.9.1 ${CENTRIFUGO_HTTP_API_KEY:-clean}"');
  await expect(findCentrifugo(quiet, spy)).resolves.toMatchObject({ version: '6.9.1' });
  const told = await runToEnd(spy, [], { timeoutMs: 5_000 });
  expect(told).toMatchObject({ output: expect.stringContaining('from the environment') });
  const failing = await program(dir, 'failing', 'echo "${CENTRIFUGO_HTTP_API_KEY:-clean}"; exit 1');
  await expect(findCentrifugo(quiet, failing)).rejects.toThrow(/code 1: clean/);
});

test('a downloaded release is checked against its sum, unpacked and kept', async () => {
  const cache = await tempDir();
  const release = await releaseServer(await tempDir(), sha256);
  const first = await downloadCentrifugo(release, cache);
  expect(first).toEqual({ kind: 'ready', path: join(cache, 'centrifugo-6.9.1') });
  await expect(downloadCentrifugo('http://127.0.0.1:9', cache)).resolves.toEqual(first);
  expect(await readdir(cache)).toEqual(['centrifugo-6.9.1']);
});

test('a download with another sum is thrown away, and the network left alone for a while', async () => {
  const cache = await tempDir();
  const release = await releaseServer(await tempDir(), () => 'f'.repeat(64));
  await expect(downloadCentrifugo(release, cache)).resolves.toMatchObject({
    kind: 'impossible',
    reason: expect.stringMatching(/SHA-256 [0-9a-f]{64}, the release says f{64}/),
  });
  expect(await readdir(cache)).toEqual(['download-failed']);
  await expect(downloadCentrifugo(release, cache)).resolves.toMatchObject({
    kind: 'impossible',
    reason: expect.stringContaining('within the last day'),
  });
});

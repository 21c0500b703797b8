import { performance } from 'node:perf_hooks';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import type { Archive, ArchiveOptions } from './archive.ts';
import { openArchive } from './open-archive.ts';
import {
  chunksFact,
  chunkSummary,
  configFact,
  entryOf,
  jobFact,
  jobId,
  resultFact,
  userId,
} from './testing/sample-facts.ts';
import { openTestDatabases, queryOnce, type TestDatabases } from './testing/test-databases.ts';
import { openWireTap, type WireTap } from './testing/wire-tap.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await openTestDatabases('auto', { max_connections: '10', superuser_reserved_connections: '2' });
});
afterAll(async () => {
  await databases.close();
});

const cleanups: (() => Promise<unknown>)[] = [];
let url: string;
beforeEach(async () => {
  url = await databases.create();
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

function archiveAt(at: string, more: Partial<ArchiveOptions> = {}): Archive {
  const archive = openArchive({ url: at, statementTimeoutMs: 1_000, connectTimeoutMs: 2_000, ...more });
  cleanups.push(() => archive.close());
  return archive;
}

async function tapOn(target: string): Promise<WireTap> {
  const tap = await openWireTap(target);
  cleanups.push(() => tap.close());
  return tap;
}

const batch = () => [jobFact(1), resultFact(1), configFact(1), chunksFact([chunkSummary(1, 0)])].map(entryOf);
const rowsOfBatch = 5;

test('a server that is stopped is unavailable, and the same archive serves once it is back', async () => {
  const archive = archiveAt(url);
  expect(await archive.writeFacts(batch())).toMatchObject({ kind: 'committed', rowsChanged: rowsOfBatch });
  await databases.server.stop();
  expect(await archive.writeFacts(batch())).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(await archive.jobById(jobId(1))).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(await archive.ping()).toMatchObject({ kind: 'unavailable', retryable: true });
  await databases.server.restart();
  expect(await archive.writeFacts(batch())).toMatchObject({ kind: 'committed', rowsChanged: 0 });
});

test('a server killed in the middle keeps what was committed and the archive finds it again', async () => {
  const archive = archiveAt(url);
  await archive.writeFacts(batch());
  await databases.server.kill();
  expect(await archive.writeFacts(batch())).toMatchObject({ kind: 'unavailable', retryable: true });
  await databases.server.restart();
  expect(await archive.jobById(jobId(1))).toMatchObject({ kind: 'answered', value: { id: jobId(1) } });
});

test('a frozen server is given up in bounded time', async () => {
  const archive = archiveAt(url, { statementTimeoutMs: 200 });
  await archive.ping();
  databases.server.pause();
  const startedAt = performance.now();
  try {
    expect(await archive.writeFacts(batch())).toMatchObject({ kind: 'unavailable', retryable: true });
    expect(performance.now() - startedAt).toBeLessThan(6_000);
  } finally {
    databases.server.resume();
  }
  expect(await archive.writeFacts(batch())).toMatchObject({ kind: 'committed' });
});

test('a statement that waits too long for a lock is given up by the server, with nothing written', async () => {
  const archive = archiveAt(url, { statementTimeoutMs: 200 });
  const holder = new Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin; lock table public.chunks in access exclusive mode');
  const outcome = await archive.writeFacts(batch());
  expect(outcome).toMatchObject({ kind: 'unavailable', retryable: true, reason: expect.stringContaining('57014') });
  await holder.query('rollback');
  await holder.end();
  expect(await archive.jobById(jobId(1))).toEqual({ kind: 'answered', value: null });
  expect(await archive.writeFacts(batch())).toMatchObject({ kind: 'committed', rowsChanged: rowsOfBatch });
});

test('a read-only database is unavailable for writing, says so to ping, and still answers reads', async () => {
  const archive = archiveAt(url);
  await archive.writeFacts(batch());
  await queryOnce(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`);
  const readOnly = archiveAt(url);
  expect(await readOnly.writeFacts([entryOf(jobFact(2))])).toMatchObject({
    kind: 'unavailable',
    retryable: true,
    reason: expect.stringContaining('read-only'),
  });
  expect(await readOnly.ping()).toMatchObject({ kind: 'answered', value: { writable: false } });
  expect(await readOnly.jobById(jobId(1))).toMatchObject({ kind: 'answered', value: { id: jobId(1) } });
});

test('a server out of connections is unavailable for now', async () => {
  await queryOnce(url, `create role guest login password 'guest'; grant service_role to guest`);
  const asGuest = new URL(url);
  asGuest.username = 'guest';
  asGuest.password = 'guest';
  const others: Client[] = [];
  cleanups.push(() => Promise.all(others.map((client) => client.end())));
  for (;;) {
    const client = new Client({ connectionString: asGuest.href });
    try {
      await client.connect();
    } catch {
      break;
    }
    others.push(client);
  }
  const archive = archiveAt(asGuest.href);
  expect(await archive.ping()).toMatchObject({ kind: 'unavailable', retryable: true });
  await others.pop()?.end();
  await expect.poll(async () => (await archive.ping()).kind).toBe('answered');
});

test('a server that speaks no TLS, and a URL without a password, are faults that waiting does not cure', async () => {
  const withTls = new URL(url);
  withTls.searchParams.set('sslmode', 'verify-full');
  expect(await archiveAt(withTls.href).ping()).toEqual({
    kind: 'unavailable',
    retryable: false,
    reason: expect.stringContaining('does not support SSL'),
  });
  const withoutPassword = new URL(url);
  withoutPassword.password = '';
  expect(await archiveAt(withoutPassword.href).ping()).toMatchObject({ kind: 'unavailable', retryable: false });
});

test('a wrong password and a missing schema are told as faults that waiting does not cure', async () => {
  const wrongPassword = new URL(url);
  wrongPassword.password = 'guess';
  expect(await archiveAt(wrongPassword.href).writeFacts(batch())).toMatchObject({
    kind: 'unavailable',
    retryable: false,
  });
  const empty = await databases.createEmpty();
  expect(await archiveAt(empty).writeFacts(batch())).toMatchObject({
    kind: 'unavailable',
    retryable: false,
    reason: expect.stringContaining('does not exist'),
  });
});

test('when the reply to COMMIT is lost the facts are in, and writing them again changes nothing', async () => {
  const tap = await tapOn(url);
  const archive = archiveAt(tap.url);
  const entries = batch();
  tap.loseNextCommitReply();
  expect(await archive.writeFacts(entries)).toMatchObject({ kind: 'unavailable', retryable: true });
  expect(await archive.jobById(jobId(1))).toMatchObject({ kind: 'answered', value: { id: jobId(1) } });
  expect(await archive.writeFacts(entries)).toMatchObject({ kind: 'committed', rowsChanged: 0 });
});

test('nothing on the wire names a statement or sets a session, so a transaction pooler will do', async () => {
  const tap = await tapOn(url);
  const archive = archiveAt(tap.url, { maxConnections: 1 });
  const poison = { ...configFact(2), hash: configFact(3).hash };
  await archive.writeFacts([...batch(), entryOf(poison)]);
  await archive.jobsOf(userId(1), null, 10);
  await archive.resultOf(jobId(1), userId(1));
  await archive.unfinishedJobs(null, 10);
  await archive.nodes(null, 10);
  await archive.stats();
  await archive.ping();

  const cString = (payload: Buffer, from: number): string => payload.toString('utf8', from, payload.indexOf(0, from));
  const parses = tap.messages.filter(({ type }) => type === 'P');
  expect(parses.length).toBeGreaterThan(10);
  expect(parses.map(({ payload }) => cString(payload, 0)).filter((name) => name !== '')).toEqual([]);
  const binds = tap.messages.filter(({ type }) => type === 'B');
  const portalAndStatement = binds.map(({ payload }) => [
    cString(payload, 0),
    cString(payload, payload.indexOf(0) + 1),
  ]);
  expect(portalAndStatement.filter(([portal, statement]) => portal !== '' || statement !== '')).toEqual([]);

  const simple = tap.messages.filter(({ type }) => type === 'Q').map(({ payload }) => cString(payload, 0));
  const settings = simple.flatMap((text) => text.split('; ')).filter((statement) => /^\s*set\b/i.test(statement));
  expect(settings.length).toBeGreaterThan(5);
  expect(settings.filter((statement) => !/^set local /i.test(statement))).toEqual([]);
  expect(simple.filter((text) => text.includes('set local') && !text.startsWith('begin'))).toEqual([]);
  expect(simple.filter((text) => /\b(listen|declare|create temp|pg_advisory_lock)\b/i.test(text))).toEqual([]);

  const startup =
    tap.messages
      .find(({ type }) => type === 'startup')
      ?.payload.subarray(4)
      .toString('utf8') ?? '';
  const parameters = startup.split('\0').filter((_, index) => index % 2 === 0);
  expect(parameters.filter((name) => name !== '')).toEqual(['user', 'database', 'client_encoding']);
});

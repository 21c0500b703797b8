import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '@wowlab/protocol';
import { Client } from 'pg';

import type { Answer, Archive } from './archive.ts';
import { openArchive } from './open-archive.ts';
import {
  chunksFact,
  chunkSummary,
  configFact,
  entryOf,
  jobFact,
  jobId,
  nodeFact,
  nodeId,
  ownerFact,
  resultFact,
  userId,
} from './testing/sample-facts.ts';
import { openTestDatabases, queryOnce, type TestDatabases } from './testing/test-databases.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await openTestDatabases();
});
afterAll(async () => {
  await databases.close();
});

let url: string;
let archive: Archive;
beforeEach(async () => {
  url = await databases.create();
  archive = openArchive({ url });
});
afterEach(async () => {
  await archive.close();
});

async function write(...facts: Fact[]): Promise<void> {
  const outcome = await archive.writeFacts(facts.map(entryOf));
  expect(outcome).toMatchObject({ kind: 'committed', deadLetters: [] });
}

async function valueOf<Value>(answer: Promise<Answer<Value>>): Promise<Value> {
  const settled = await answer;
  if (settled.kind !== 'answered') throw new Error(`unavailable: ${settled.reason}`);
  return settled.value;
}

test("an owner's jobs are listed newest first, page by page, each once", async () => {
  await write(...Array.from({ length: 7 }, (_, n) => jobFact(n, { owner: userId(n % 7 === 3 ? 2 : 1) })));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { jobs: readonly { id: string }[]; nextCursor: string | null } = await valueOf(
      archive.jobsOf(userId(1), cursor, 2),
    );
    seen.push(...page.jobs.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual([6, 5, 4, 2, 1, 0].map(jobId));
});

test('arms come in the order of their index, with a result where there is one', async () => {
  const arms = Array.from({ length: 12 }, (_, n) => ({ name: `arm ${n}`, config: configFact(n).hash }));
  await write(jobFact(1, { arms }), resultFact(1, { arm: 11 }), resultFact(1, { arm: 2 }));
  const job = await valueOf(archive.jobById(jobId(1)));
  expect(job?.arms.map(({ name }) => name)).toEqual(arms.map(({ name }) => name));
  expect(job?.arms.flatMap(({ result }, index) => (result === null ? [] : [index]))).toEqual([2, 11]);
  expect((await valueOf(archive.resultOf(jobId(1)))).map(({ arm }) => arm)).toEqual([2, 11]);
});

test('unfinished jobs come oldest first with all it takes to queue them again', async () => {
  await write(
    jobFact(4, { state: 'done', version: 3 }),
    jobFact(3, { state: 'running', version: 2 }),
    jobFact(2, { state: 'cancelled', version: 2 }),
    jobFact(1),
    jobFact(5),
    configFact(1),
    configFact(3),
  );
  const first = await valueOf(archive.unfinishedJobs(null, 2));
  expect(first.jobs.map(({ id, state }) => [id, state])).toEqual([
    [jobId(1), 'queued'],
    [jobId(3), 'running'],
  ]);
  const { kind: _kind, arms: _arms, ...fields } = jobFact(1);
  expect(first.jobs[0]).toEqual({
    ...fields,
    arms: [{ name: jobFact(1).arms[0]?.name, config: configFact(1).hash, configText: configFact(1).text }],
  });
  expect(first.nextCursor).toBe(jobId(3));
  const second = await valueOf(archive.unfinishedJobs(first.nextCursor, 2));
  expect(second).toMatchObject({ jobs: [{ id: jobId(5), arms: [{ configText: null }] }], nextCursor: null });
});

test('a job is found again by its idempotency key, for its owner alone', async () => {
  await write(jobFact(1), jobFact(2, { idempotencyKey: 'key-1' }));
  expect(await valueOf(archive.jobByIdempotencyKey(userId(1), 'key-1'))).toMatchObject({ id: jobId(1) });
  expect(await valueOf(archive.jobByIdempotencyKey(userId(2), 'key-1'))).toBeNull();
});

test('nodes are listed by id, page by page', async () => {
  await write(nodeFact(2), nodeFact(0), nodeFact(1));
  const first = await valueOf(archive.nodes(null, 2));
  expect(first).toMatchObject({ nodes: [{ id: nodeId(0) }, { id: nodeId(1) }], nextCursor: nodeId(1) });
  expect(await valueOf(archive.nodes(first.nextCursor, 2))).toMatchObject({
    nodes: [{ id: nodeId(2) }],
    nextCursor: null,
  });
  expect(await valueOf(archive.nodeById(nodeId(9)))).toBeNull();
});

test('what never was is answered as nothing', async () => {
  expect(await valueOf(archive.jobById(jobId(9)))).toBeNull();
  expect(await valueOf(archive.resultOf(jobId(9)))).toEqual([]);
  expect(await valueOf(archive.configText(configFact(9).hash))).toBeNull();
});

test('stats count jobs by state, nodes and dead letters', async () => {
  await write(jobFact(1), jobFact(2, { state: 'done' }), jobFact(3, { state: 'done' }), nodeFact(1));
  await archive.deadLetter([{ id: '1-0', body: 'x' }], 'because');
  const stats = await valueOf(archive.stats());
  expect(stats).toMatchObject({
    jobs: { queued: 1, running: 0, done: 2, failed: 0, cancelled: 0 },
    nodes: 1,
    deadLetters: 1,
  });
  expect(stats.databaseBytes).toBeGreaterThan(1_000_000);
});

test('ping tells the round trip of a writable database', async () => {
  const { latencyMs, writable } = await valueOf(archive.ping());
  expect(writable).toBe(true);
  expect(latencyMs).toBeGreaterThan(0);
  expect(latencyMs).toBeLessThan(1_000);
});

describe('row level security', () => {
  const tables = ['jobs', 'arms', 'results', 'chunks', 'configs', 'nodes', 'node_owners', 'dead_letters'];

  async function as(role: string, claims: object | null, sql: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`set local role ${role}`);
      if (claims !== null) {
        await client.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify(claims)]);
      }
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  beforeEach(async () => {
    await write(
      jobFact(1),
      configFact(1),
      resultFact(1),
      chunksFact([chunkSummary(1, 0)]),
      nodeFact(1),
      nodeFact(2),
      ownerFact(1),
      ownerFact(2, { owner: userId(3) }),
    );
    await archive.deadLetter([{ id: '1-0', body: 'x' }], 'because');
  });

  test('is on for every table', async () => {
    expect(
      await queryOnce(
        url,
        `select relname from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
      ),
    ).toEqual([]);
    const present = await queryOnce(url, `select tablename from pg_tables where schemaname = 'public'`);
    expect(new Set(present.map(({ tablename }) => tablename))).toEqual(new Set(tables));
  });

  test.each(tables)('the anonymous role may not read %s', async (table) => {
    await expect(as('anon', null, `select * from public.${table}`)).rejects.toThrow(/permission denied/);
  });

  test.each(['jobs', 'arms', 'results', 'chunks', 'configs', 'nodes', 'node_owners'])(
    'the owner reads the own rows of %s, another user and a token without a subject read none',
    async (table) => {
      const sql = `select * from public.${table}`;
      expect(await as('authenticated', { sub: userId(1) }, sql)).toHaveLength(1);
      expect(await as('authenticated', { sub: userId(2) }, sql)).toEqual([]);
      expect(await as('authenticated', {}, sql)).toEqual([]);
      expect(await as('authenticated', null, sql)).toEqual([]);
    },
  );

  test('dead letters are for no user', async () => {
    await expect(as('authenticated', { sub: userId(1) }, 'select * from public.dead_letters')).rejects.toThrow(
      /permission denied/,
    );
  });

  test.each(tables)('a user may not write %s, not even the own rows', async (table) => {
    const claims = { sub: userId(1) };
    await expect(as('authenticated', claims, `delete from public.${table}`)).rejects.toThrow(/permission denied/);
    await expect(as('authenticated', claims, `insert into public.${table} default values`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(as('authenticated', claims, `truncate public.${table}`)).rejects.toThrow(/permission denied/);
  });

  test('the archive reads as its viewer: a stranger is told that there is no such job', async () => {
    expect(await valueOf(archive.jobById(jobId(1), userId(1)))).toMatchObject({ id: jobId(1) });
    expect(await valueOf(archive.jobById(jobId(1), userId(2)))).toBeNull();
    expect(await valueOf(archive.resultOf(jobId(1), userId(1)))).toHaveLength(1);
    expect(await valueOf(archive.resultOf(jobId(1), userId(2)))).toEqual([]);
    expect((await valueOf(archive.jobsOf(userId(2), null, 10))).jobs).toEqual([]);
  });

  test('a viewer that is no UUID is a bug of the caller, not a way into the statement', async () => {
    await expect(archive.jobById(jobId(1), `x'; drop table jobs; --`)).rejects.toThrow(/must be a UUID/);
  });

  test('reading as a user leaves no trace on the pooled connection', async () => {
    const single = openArchive({ url, maxConnections: 1 });
    await single.jobById(jobId(1), userId(2));
    expect(await valueOf(single.jobById(jobId(1)))).toMatchObject({ id: jobId(1) });
    expect(await single.writeFacts([entryOf(jobFact(2))])).toMatchObject({ kind: 'committed' });
    await single.close();
  });

  test('an account is erased with its records, and only by the service', async () => {
    await write(jobFact(2, { owner: userId(2) }));
    const sql = `select public.erase_owner('${userId(1)}') as jobs`;
    await expect(as('authenticated', { sub: userId(1) }, sql)).rejects.toThrow(/permission denied/);
    expect(await queryOnce(url, sql)).toEqual([{ jobs: '1' }]);
    for (const table of ['arms', 'results', 'chunks']) {
      expect(await queryOnce(url, `select * from public.${table} where job_id = $1`, [jobId(1)])).toEqual([]);
    }
    expect(await valueOf(archive.jobById(jobId(1)))).toBeNull();
    expect(await valueOf(archive.jobById(jobId(2)))).not.toBeNull();
    expect(await valueOf(archive.nodeOwner(nodeId(1)))).toMatchObject({ owner: null, share: 'private' });
    expect(await valueOf(archive.nodeOwner(nodeId(2)))).toMatchObject({ owner: userId(3) });
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { type LinkedStack, startLinkedStack } from '@wowlab/stack';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archivedChunks, auditDoneJob } from './audit-job.ts';
import { must } from './player.ts';
import { alone, openScene, type Scene } from './scene.ts';
import { soon } from './soon.ts';

/** Few, so that a test can take them all. */
const maxConnections = 20;

let scene: Scene<LinkedStack>;
beforeAll(async () => {
  const postgresSettings = { max_connections: String(maxConnections), superuser_reserved_connections: '0' };
  scene = await openScene(startLinkedStack({ sentinels: 2, nodes: 1, workers: 1, postgresSettings }));
});
afterAll(() => scene.close());

const iterations = 1_000;
const chunkIterations = 50;

/** Ends every connection of the sentinels, so that the next is made under the fault. */
const dropSessions = async (client: Client): Promise<void> => {
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = $1',
    ['client backend'],
  );
};

const postgresState = async (): Promise<string> => must(await scene.player.client.status()).parts.postgres.state;

/** A job is taken, run and read to its end while the archive does not take it; facts wait in Redis meanwhile. */
const runJobMeanwhile = async (seed: number): Promise<string> => {
  const { player, coordination } = scene;
  expect(await postgresState()).toBe('down');
  const job = await player.submit(scene.job({ iterations, seed, chunkIterations }));
  const report = await player.report(job.id);
  expect(report.arms[0]?.digest, 'the result is there without the archive').toBe(
    (await alone(iterations, seed)).digests[0],
  );
  expect(await coordination.outboxLength(), 'facts wait').toBeGreaterThan(0);
  return job.id;
};

const expectExactDrain = async (id: string, seed: number): Promise<void> => {
  await auditDoneJob(scene, id, await alone(iterations, seed));
  expect(await archivedChunks(scene, id)).toHaveLength(iterations / chunkIterations);
};

test('B.15 Postgres is killed and away for a while: jobs go on, facts are buffered, and then drained exactly', async () => {
  const { stack } = scene;
  await stack.postgres.kill();
  const id = await runJobMeanwhile(151);
  await sleep(5_000);
  await stack.postgres.restart();
  await expectExactDrain(id, 151);
  expect(await postgresState()).toBe('up');
});

test('B.15 Postgres becomes read-only: facts are buffered, health says so, and then drained exactly', async () => {
  const client = new Client({ connectionString: scene.stack.databaseUrl });
  await client.connect();
  await client.query('alter system set default_transaction_read_only = on');
  await client.query('select pg_reload_conf()');
  await dropSessions(client);
  await soon('Postgres read-only', async () => (await postgresState()) === 'down');
  const id = await runJobMeanwhile(152);
  await client.query('set default_transaction_read_only = off');
  await client.query('alter system reset default_transaction_read_only');
  await client.query('select pg_reload_conf()');
  await client.end();
  await expectExactDrain(id, 152);
  expect(await postgresState()).toBe('up');
});

test('B.15 Postgres is out of connections: facts are buffered, and then drained exactly', async () => {
  const clients: Client[] = [];
  const takeAll = async (): Promise<void> => {
    for (;;) {
      const client = new Client({ connectionString: scene.stack.databaseUrl });
      client.on('error', () => undefined);
      try {
        await client.connect();
      } catch {
        return;
      }
      clients.push(client);
    }
  };
  await takeAll();
  for (let taken = 0; taken < maxConnections; taken = clients.length) {
    const [first] = clients;
    if (first === undefined) throw new Error('Not one connection could be had.');
    await first.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where backend_type = $1 and not (pid = any ($2))',
      ['client backend', await Promise.all(clients.map(backendOf))],
    );
    await takeAll();
  }
  const id = await runJobMeanwhile(153);
  await Promise.all(clients.map((client) => client.end()));
  await expectExactDrain(id, 153);
  expect(await postgresState()).toBe('up');
});

const backendOf = async (client: Client): Promise<number> => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
};

test('B.15 every write runs into its time limit, held by a lock: facts are buffered, and then drained exactly', async () => {
  const { player, coordination, stack } = scene;
  const client = new Client({ connectionString: stack.databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query('lock table public.jobs, public.chunks, public.results in exclusive mode');
  const job = await player.submit(scene.job({ iterations, seed: 154, chunkIterations }));
  await player.report(job.id);
  // The time limit of a statement is 10 s: wait for one to come and be answered with nothing.
  await soon('a statement that was given up', () => stack.output().includes('statement timeout'), 30_000);
  expect(await coordination.outboxLength()).toBeGreaterThan(0);
  await client.query('rollback');
  await client.end();
  await expectExactDrain(job.id, 154);
});

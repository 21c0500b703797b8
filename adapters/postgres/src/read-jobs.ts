import { JobState, type StatOffset } from '@wowlab/protocol';
import { Type } from 'typebox';

import type { ArchivedArm, ArchivedJob, ArchivedJobPage, UnfinishedArm } from './archive.ts';
import type { Transaction } from './database.ts';
import { integerText, rowReader } from './row-reader.ts';

const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

const JobRow = Type.Object({
  id: Type.String(),
  owner: Type.String(),
  name: Type.String(),
  state: JobState,
  version: integerText,
  reason: orNull(Type.String()),
  engine_build: Type.String(),
  seed: integerText,
  iterations: integerText,
  target_error_pct: orNull(Type.Number()),
  chunk_iterations: orNull(integerText),
  weight: Type.Number(),
  idempotency_key: orNull(Type.String()),
  request_digest: Type.String(),
  notes: Type.Array(Type.String()),
  compute_ms: integerText,
  created_at_ms: integerText,
  started_at_ms: orNull(integerText),
  finished_at_ms: orNull(integerText),
});
type JobRow = Type.Static<typeof JobRow>;
const readJobRows = rowReader(JobRow);

const offsetColumns = { stat: orNull(Type.String()), stat_amount: orNull(Type.Integer()) };

const offsetOf = (row: {
  readonly stat: string | null;
  readonly stat_amount: number | null;
}): { readonly offset?: StatOffset } =>
  row.stat === null || row.stat_amount === null ? {} : { offset: { stat: row.stat, amount: row.stat_amount } };

const readArmRows = rowReader(
  Type.Object({
    job_id: Type.String(),
    name: Type.String(),
    config_hash: Type.String(),
    ...offsetColumns,
    iterations: orNull(integerText),
    digest: orNull(Type.String()),
    dps_sum: orNull(integerText),
    dps_sum_of_squares: orNull(integerText),
  }),
);

const readUnfinishedArmRows = rowReader(
  Type.Object({
    job_id: Type.String(),
    name: Type.String(),
    config_hash: Type.String(),
    ...offsetColumns,
    canonical: orNull(Type.String()),
  }),
);

const JOB_COLUMNS = `id, owner, name, state, version, reason, engine_build, seed, iterations, target_error_pct,
  chunk_iterations, weight, idempotency_key, request_digest, notes, compute_ms, created_at_ms, started_at_ms,
  finished_at_ms`;

/** Counts, times and seeds are below 2^53 by their constraints and schemas. */
const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

const jobOf = <Arm>(row: JobRow, arms: readonly Arm[]): ArchivedJob<Arm> => ({
  id: row.id,
  owner: row.owner,
  name: row.name,
  state: row.state,
  version: Number(row.version),
  reason: row.reason,
  engineBuild: row.engine_build,
  seed: Number(row.seed),
  iterations: Number(row.iterations),
  targetErrorPct: row.target_error_pct,
  chunkIterations: numberOrNull(row.chunk_iterations),
  weight: row.weight,
  idempotencyKey: row.idempotency_key,
  requestDigest: row.request_digest,
  notes: row.notes,
  arms,
  computeMs: Number(row.compute_ms),
  createdAtMs: Number(row.created_at_ms),
  startedAtMs: numberOrNull(row.started_at_ms),
  finishedAtMs: numberOrNull(row.finished_at_ms),
});

/** Groups rows that come ordered by arm under their job. */
function byJob<Row extends { readonly job_id: string }, Arm>(
  rows: readonly Row[],
  armOf: (row: Row) => Arm,
): ReadonlyMap<string, readonly Arm[]> {
  const grouped = new Map<string, Arm[]>();
  for (const row of rows) {
    const arms = grouped.get(row.job_id);
    if (arms === undefined) grouped.set(row.job_id, [armOf(row)]);
    else arms.push(armOf(row));
  }
  return grouped;
}

async function withArms(tx: Transaction, rows: readonly JobRow[]): Promise<ArchivedJob[]> {
  const result = await tx.query(
    `select arms.job_id, arms.name, arms.config_hash, arms.stat, arms.stat_amount, results.iterations, results.digest, results.dps_sum,
       results.dps_sum_of_squares
     from public.arms
     left join public.results on results.job_id = arms.job_id and results.arm = arms.arm
     where arms.job_id = any($1::text[])
     order by arms.job_id, arms.arm`,
    [rows.map((row) => row.id)],
  );
  const arms = byJob(readArmRows(result), (row): ArchivedArm => {
    const { iterations, digest, dps_sum: dpsSum, dps_sum_of_squares: dpsSumOfSquares } = row;
    const present = iterations !== null && digest !== null && dpsSum !== null && dpsSumOfSquares !== null;
    return {
      name: row.name,
      ...offsetOf(row),
      config: row.config_hash,
      result: present ? { iterations: Number(iterations), digest, dpsSum, dpsSumOfSquares } : null,
    };
  });
  return rows.map((row) => jobOf(row, arms.get(row.id) ?? []));
}

export async function selectJob(tx: Transaction, id: string): Promise<ArchivedJob | null> {
  const rows = readJobRows(await tx.query(`select ${JOB_COLUMNS} from public.jobs where id = $1`, [id]));
  return (await withArms(tx, rows))[0] ?? null;
}

/** Of several jobs under one key (the first was accepted by a Redis that is lost) the oldest is the one that was promised. */
export async function selectJobByIdempotencyKey(
  tx: Transaction,
  owner: string,
  key: string,
): Promise<ArchivedJob | null> {
  const result = await tx.query(
    `select ${JOB_COLUMNS} from public.jobs where owner = $1 and idempotency_key = $2 order by id limit 1`,
    [owner, key],
  );
  return (await withArms(tx, readJobRows(result)))[0] ?? null;
}

/** One row more than asked for tells whether there is a next page. */
function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly shown: readonly Row[]; readonly nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  return { shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

export async function selectJobsOf(
  tx: Transaction,
  owner: string,
  before: string | null,
  limit: number,
): Promise<ArchivedJobPage> {
  const result = await tx.query(
    `select ${JOB_COLUMNS} from public.jobs
     where owner = $1 and ($2::text is null or id < $2)
     order by id desc limit $3`,
    [owner, before, limit + 1],
  );
  const { shown, nextCursor } = pageOf(readJobRows(result), limit);
  return { jobs: await withArms(tx, shown), nextCursor };
}

export async function selectUnfinishedJobs(
  tx: Transaction,
  after: string | null,
  limit: number,
): Promise<ArchivedJobPage<UnfinishedArm>> {
  const result = await tx.query(
    `select ${JOB_COLUMNS} from public.jobs
     where state in ('queued', 'running') and ($1::text is null or id > $1)
     order by id limit $2`,
    [after, limit + 1],
  );
  const { shown, nextCursor } = pageOf(readJobRows(result), limit);
  const armRows = await tx.query(
    `select arms.job_id, arms.name, arms.config_hash, arms.stat, arms.stat_amount, configs.canonical
     from public.arms
     left join public.configs on configs.hash = arms.config_hash
     where arms.job_id = any($1::text[])
     order by arms.job_id, arms.arm`,
    [shown.map((row) => row.id)],
  );
  const arms = byJob(readUnfinishedArmRows(armRows), (row): UnfinishedArm => ({
    name: row.name,
    ...offsetOf(row),
    config: row.config_hash,
    configText: row.canonical,
  }));
  return { jobs: shown.map((row) => jobOf(row, arms.get(row.id) ?? [])), nextCursor };
}

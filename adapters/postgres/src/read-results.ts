import { Type } from 'typebox';

import type { ArchivedResult } from './archive.ts';
import type { Transaction } from './database.ts';
import { integerText, rowReader } from './row-reader.ts';

const readResultRows = rowReader(
  Type.Object({
    arm: Type.Integer(),
    name: Type.String(),
    config_hash: Type.String(),
    iterations: integerText,
    digest: Type.String(),
    aggregate: Type.String(),
  }),
);
const readConfigRows = rowReader(Type.Object({ canonical: Type.String() }));

/** The inner join holds a result back until its job, which names the arm, has arrived as well. */
export async function selectResults(tx: Transaction, jobId: string): Promise<readonly ArchivedResult[]> {
  const result = await tx.query(
    `select results.arm, arms.name, arms.config_hash, results.iterations, results.digest, results.aggregate
     from public.results
     join public.arms on arms.job_id = results.job_id and arms.arm = results.arm
     where results.job_id = $1
     order by results.arm`,
    [jobId],
  );
  return readResultRows(result).map((row) => ({
    arm: row.arm,
    name: row.name,
    config: row.config_hash,
    iterations: Number(row.iterations),
    digest: row.digest,
    aggregate: row.aggregate,
  }));
}

export async function selectConfigText(tx: Transaction, hash: string): Promise<string | null> {
  const [row] = readConfigRows(await tx.query('select canonical from public.configs where hash = $1', [hash]));
  return row?.canonical ?? null;
}

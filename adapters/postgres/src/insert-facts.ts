import type { ChunkSummary, ConfigFact, JobFact, NodeFact, OwnerFact, ResultFact } from '@wowlab/protocol';

import type { Transaction } from './database.ts';

/*
 * One statement per table. Each takes whole columns and unnests them, so that its text is the same for every number of
 * rows. Rows come sorted by key: two archivers that meet take their locks in one order.
 */

/** An array of values that need no quoting inside an array literal: numbers, ids, hex. Far cheaper than the driver's own. */
const plainArray = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

export async function insertConfigs(tx: Transaction, facts: readonly ConfigFact[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into public.configs (hash, canonical)
     select * from unnest($1::text[], $2::text[])
     on conflict (hash) do nothing`,
    [plainArray(facts.map((fact) => fact.hash)), facts.map((fact) => fact.text)],
  );
  return rowCount ?? 0;
}

/** Later seen wins, then the higher version: versions start anew when Redis is lost, its clock does not. */
export async function insertNodes(tx: Transaction, facts: readonly NodeFact[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into public.nodes (
       id, version, public_key, name, cores, workers, memory_bytes, platform, agent, builds,
       registered_at_ms, last_seen_at_ms
     )
     select * from unnest(
       $1::text[], $2::bigint[], $3::text[], $4::text[], $5::integer[], $6::integer[], $7::bigint[],
       $8::text[], $9::text[], $10::jsonb[], $11::bigint[], $12::bigint[]
     )
     on conflict (id) do update set
       version = excluded.version, public_key = excluded.public_key, name = excluded.name,
       cores = excluded.cores, workers = excluded.workers, memory_bytes = excluded.memory_bytes,
       platform = excluded.platform, agent = excluded.agent, builds = excluded.builds,
       registered_at_ms = excluded.registered_at_ms, last_seen_at_ms = excluded.last_seen_at_ms
     where (nodes.last_seen_at_ms, nodes.version) < (excluded.last_seen_at_ms, excluded.version)`,
    [
      plainArray(facts.map((fact) => fact.id)),
      plainArray(facts.map((fact) => fact.version)),
      plainArray(facts.map((fact) => fact.publicKey)),
      facts.map((fact) => fact.name),
      plainArray(facts.map((fact) => fact.cores)),
      plainArray(facts.map((fact) => fact.workers)),
      plainArray(facts.map((fact) => fact.memoryBytes)),
      facts.map((fact) => fact.platform),
      facts.map((fact) => fact.agent),
      facts.map((fact) => JSON.stringify(fact.builds)),
      plainArray(facts.map((fact) => fact.registeredAtMs)),
      plainArray(facts.map((fact) => fact.lastSeenAtMs)),
    ],
  );
  return rowCount ?? 0;
}

/**
 * The change made last counts, in whatever order the facts arrive. A revocation and a quarantine are for good: the first of each stands,
 * also when a later change did not know of it.
 */
export async function insertOwners(tx: Transaction, facts: readonly OwnerFact[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into public.node_owners (node_id, owner, share, shared_with, changed_at_ms, revoked_at_ms, quarantined_at_ms)
     select node_id, owner, share, shared_with::uuid[], changed_at_ms, revoked_at_ms, quarantined_at_ms
     from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
       as fact (node_id, owner, share, shared_with, changed_at_ms, revoked_at_ms, quarantined_at_ms)
     on conflict (node_id) do update set
       (owner, share, shared_with) = (
         select owner, share, shared_with
         from (values
           (node_owners.changed_at_ms, node_owners.owner, node_owners.share, node_owners.shared_with),
           (excluded.changed_at_ms, excluded.owner, excluded.share, excluded.shared_with)
         ) as known (changed_at_ms, owner, share, shared_with)
         order by changed_at_ms desc limit 1
       ),
       changed_at_ms = greatest(node_owners.changed_at_ms, excluded.changed_at_ms),
       revoked_at_ms = least(node_owners.revoked_at_ms, excluded.revoked_at_ms),
       quarantined_at_ms = least(node_owners.quarantined_at_ms, excluded.quarantined_at_ms)
     where node_owners.changed_at_ms < excluded.changed_at_ms
       or node_owners.revoked_at_ms is distinct from least(node_owners.revoked_at_ms, excluded.revoked_at_ms)
       or node_owners.quarantined_at_ms is distinct from least(node_owners.quarantined_at_ms, excluded.quarantined_at_ms)`,
    [
      plainArray(facts.map((fact) => fact.node)),
      plainArray(facts.map((fact) => fact.owner)),
      plainArray(facts.map((fact) => fact.share)),
      facts.map((fact) => plainArray(fact.users)),
      plainArray(facts.map((fact) => fact.changedAtMs)),
      plainArray(facts.map((fact) => fact.revokedAtMs)),
      plainArray(facts.map((fact) => fact.quarantinedAtMs)),
    ],
  );
  return rowCount ?? 0;
}

export async function insertJobs(tx: Transaction, facts: readonly JobFact[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into public.jobs (
       id, owner, name, state, version, reason, engine_build, seed, iterations, target_error_pct, chunk_iterations,
       weight, idempotency_key, request_digest, notes, compute_ms, created_at_ms, started_at_ms, finished_at_ms
     )
     select * from unnest(
       $1::text[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::bigint[],
       $10::double precision[], $11::bigint[], $12::double precision[], $13::text[], $14::text[], $15::jsonb[],
       $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[]
     )
     on conflict (id) do update set
       owner = excluded.owner, name = excluded.name, state = excluded.state, version = excluded.version,
       reason = excluded.reason, engine_build = excluded.engine_build, seed = excluded.seed,
       iterations = excluded.iterations, target_error_pct = excluded.target_error_pct,
       chunk_iterations = excluded.chunk_iterations, weight = excluded.weight,
       idempotency_key = excluded.idempotency_key, request_digest = excluded.request_digest, notes = excluded.notes,
       compute_ms = excluded.compute_ms, created_at_ms = excluded.created_at_ms,
       started_at_ms = excluded.started_at_ms, finished_at_ms = excluded.finished_at_ms
     where jobs.version < excluded.version`,
    [
      plainArray(facts.map((fact) => fact.id)),
      plainArray(facts.map((fact) => fact.owner)),
      facts.map((fact) => fact.name),
      plainArray(facts.map((fact) => fact.state)),
      plainArray(facts.map((fact) => fact.version)),
      facts.map((fact) => fact.reason),
      plainArray(facts.map((fact) => fact.engineBuild)),
      plainArray(facts.map((fact) => fact.seed)),
      plainArray(facts.map((fact) => fact.iterations)),
      plainArray(facts.map((fact) => fact.targetErrorPct)),
      plainArray(facts.map((fact) => fact.chunkIterations)),
      plainArray(facts.map((fact) => fact.weight)),
      facts.map((fact) => fact.idempotencyKey),
      facts.map((fact) => fact.requestDigest),
      facts.map((fact) => JSON.stringify(fact.notes)),
      plainArray(facts.map((fact) => fact.computeMs)),
      plainArray(facts.map((fact) => fact.createdAtMs)),
      plainArray(facts.map((fact) => fact.startedAtMs)),
      plainArray(facts.map((fact) => fact.finishedAtMs)),
    ],
  );
  return (rowCount ?? 0) + (await insertArms(tx, facts));
}

async function insertArms(tx: Transaction, jobs: readonly JobFact[]): Promise<number> {
  const arms = jobs.flatMap((job) => job.arms.map((arm, index) => ({ job: job.id, index, ...arm })));
  const { rowCount } = await tx.query(
    `insert into public.arms (job_id, arm, name, config_hash, stat, stat_amount)
     select * from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::integer[])
     on conflict (job_id, arm) do nothing`,
    [
      plainArray(arms.map((arm) => arm.job)),
      plainArray(arms.map((arm) => arm.index)),
      arms.map((arm) => arm.name),
      plainArray(arms.map((arm) => arm.config)),
      arms.map((arm) => arm.offset?.stat ?? null),
      plainArray(arms.map((arm) => arm.offset?.amount ?? null)),
    ],
  );
  return rowCount ?? 0;
}

/** Results of one arm differ only if an older one covers fewer iterations. The digest decides a tie that must not happen. */
export async function insertResults(tx: Transaction, facts: readonly ResultFact[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into public.results (job_id, arm, iterations, digest, aggregate)
     select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::text[])
     on conflict (job_id, arm) do update set
       iterations = excluded.iterations, digest = excluded.digest, aggregate = excluded.aggregate
     where (results.iterations, results.digest) < (excluded.iterations, excluded.digest)`,
    [
      plainArray(facts.map((fact) => fact.job)),
      plainArray(facts.map((fact) => fact.arm)),
      plainArray(facts.map((fact) => fact.iterations)),
      plainArray(facts.map((fact) => fact.digest)),
      facts.map((fact) => fact.aggregate),
    ],
  );
  return rowCount ?? 0;
}

/** An interval counted twice was counted again after a loss of Redis: the later one entered the result. */
export async function insertChunks(tx: Transaction, chunks: readonly ChunkSummary[]): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into public.chunks (
       job_id, arm, first_iteration, iterations, node_id, generation, compute_ms, digest, counted_at_ms
     )
     select job_id, arm, first_iteration, iterations, node_id, generation, compute_ms, decode(digest, 'hex'), counted_at_ms
     from unnest(
       $1::text[], $2::integer[], $3::integer[], $4::integer[], $5::text[], $6::integer[], $7::integer[], $8::text[],
       $9::bigint[]
     ) as chunk (job_id, arm, first_iteration, iterations, node_id, generation, compute_ms, digest, counted_at_ms)
     on conflict (job_id, arm, first_iteration, iterations) do update set
       node_id = excluded.node_id, generation = excluded.generation, compute_ms = excluded.compute_ms,
       digest = excluded.digest, counted_at_ms = excluded.counted_at_ms
     where chunks.counted_at_ms < excluded.counted_at_ms`,
    [
      plainArray(chunks.map((chunk) => chunk.job)),
      plainArray(chunks.map((chunk) => chunk.arm)),
      plainArray(chunks.map((chunk) => chunk.start)),
      plainArray(chunks.map((chunk) => chunk.count)),
      plainArray(chunks.map((chunk) => chunk.node)),
      plainArray(chunks.map((chunk) => chunk.generation)),
      plainArray(chunks.map((chunk) => chunk.computeMs)),
      plainArray(chunks.map((chunk) => chunk.digest)),
      plainArray(chunks.map((chunk) => chunk.countedAtMs)),
    ],
  );
  return rowCount ?? 0;
}

-- The durable records. They are written by the archiver alone, from facts that arrive in any order and more than once:
-- no foreign keys (a result may come before its job), every table has a natural key, every write is idempotent by it.
-- Times are milliseconds since the epoch on Redis' clock. Ids compare by bytes, whatever the database's locale.

create table public.configs (
  hash text collate "C" primary key,
  canonical text not null,
  ruleset text generated always as (canonical::jsonb ->> 'ruleset') stored,
  class text generated always as (canonical::jsonb -> 'character' ->> 'class') stored,
  spec text generated always as (canonical::jsonb -> 'character' ->> 'spec') stored,
  -- A config is its content: nobody can put another one under the same name.
  constraint configs_hash_is_of_canonical check (hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex'))
);
comment on table public.configs is 'Canonical inputs of arms, named by the SHA-256 of their text. Immutable.';

create table public.jobs (
  id text collate "C" primary key,
  owner uuid not null,
  name text not null,
  state text not null,
  version bigint not null,
  reason text,
  engine_build text not null,
  seed bigint not null,
  iterations bigint not null,
  target_error_pct double precision,
  chunk_iterations bigint,
  weight double precision not null,
  idempotency_key text,
  request_digest text not null,
  notes jsonb not null,
  compute_ms bigint not null,
  created_at_ms bigint not null,
  started_at_ms bigint,
  finished_at_ms bigint,
  constraint jobs_id_is_a_ulid check (char_length(id) = 26),
  constraint jobs_state_is_known check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  constraint jobs_version_is_positive check (version > 0),
  constraint jobs_seed_is_exact check (seed between 0 and 9007199254740991),
  constraint jobs_iterations_is_positive check (iterations > 0),
  constraint jobs_name_is_short check (char_length(name) <= 256)
);
comment on table public.jobs is 'What players asked for, as of the newest version that arrived.';
create index jobs_by_owner on public.jobs (owner, id desc);
create index jobs_by_idempotency_key on public.jobs (owner, idempotency_key) where idempotency_key is not null;
create index jobs_unfinished on public.jobs (id) where state in ('queued', 'running');

create table public.arms (
  job_id text collate "C" not null,
  arm integer not null,
  name text not null,
  config_hash text collate "C" not null,
  primary key (job_id, arm),
  constraint arms_arm_is_an_index check (arm >= 0)
);
comment on table public.arms is 'The variants of a job, in its order. Immutable.';
create index arms_by_config on public.arms (config_hash);

create table public.results (
  job_id text collate "C" not null,
  arm integer not null,
  iterations bigint not null,
  digest text collate "C" not null,
  aggregate text not null,
  dps_sum numeric generated always as ((aggregate::jsonb -> 'dps' ->> 'sum')::numeric) stored,
  dps_sum_of_squares numeric generated always as ((aggregate::jsonb -> 'dps' ->> 'sumOfSquares')::numeric) stored,
  primary key (job_id, arm),
  constraint results_digest_is_of_aggregate check (digest = encode(sha256(convert_to(aggregate, 'UTF8')), 'hex')),
  constraint results_iterations_is_not_negative check (iterations >= 0),
  constraint results_aggregate_has_sums check (dps_sum is not null and dps_sum_of_squares is not null)
);
comment on table public.results is 'The exact aggregate of each arm as canonical text; the sums are those inside it, in milli-DPS.';

create table public.chunks (
  job_id text collate "C" not null,
  arm integer not null,
  first_iteration integer not null,
  iterations integer not null,
  node_id text collate "C" not null,
  generation integer not null,
  compute_ms integer not null,
  digest bytea not null,
  primary key (job_id, arm, first_iteration),
  constraint chunks_interval_is_valid check (first_iteration >= 0 and iterations > 0)
);
comment on table public.chunks is 'One line per counted chunk: who computed which interval, and the SHA-256 of what came out.';

create table public.nodes (
  id text collate "C" primary key,
  version bigint not null,
  public_key text not null,
  name text not null,
  owner uuid,
  cores integer not null,
  workers integer not null,
  memory_bytes bigint not null,
  platform text not null,
  agent text not null,
  builds jsonb not null,
  registered_at_ms bigint not null,
  last_seen_at_ms bigint not null,
  constraint nodes_version_is_positive check (version > 0),
  constraint nodes_name_is_short check (char_length(name) <= 256)
);
comment on table public.nodes is 'Machines that registered, as of the newest version that arrived.';
create index nodes_by_owner on public.nodes (owner) where owner is not null;

create table public.dead_letters (
  -- SHA-256 of kind and payload: the same fault delivered again is the same row.
  digest text collate "C" primary key,
  outbox_id text not null,
  fact_kind text not null,
  reason text not null,
  sql_state text,
  payload text not null,
  recorded_at timestamptz not null default now()
);
comment on table public.dead_letters is 'Facts that could not be archived, with the reason. For operators.';
create index dead_letters_by_time on public.dead_letters (recorded_at desc);

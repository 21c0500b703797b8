-- Generated from the catalog after all migrations; see schema-snapshot.ts. Not a script to run.
-- columns
arms.job_id text collate "C" not null
arms.arm integer not null
arms.name text not null
arms.config_hash text collate "C" not null
arms.stat text
arms.stat_amount integer
chunks.job_id text collate "C" not null
chunks.arm integer not null
chunks.first_iteration integer not null
chunks.iterations integer not null
chunks.node_id text collate "C" not null
chunks.generation integer not null
chunks.compute_ms integer not null
chunks.digest bytea not null
chunks.counted_at_ms bigint not null
configs.hash text collate "C" not null
configs.canonical text not null
configs.ruleset text generated always as ((canonical)::jsonb ->> 'ruleset'::text) stored
configs.class text generated always as (((canonical)::jsonb -> 'character'::text) ->> 'class'::text) stored
configs.spec text generated always as (((canonical)::jsonb -> 'character'::text) ->> 'spec'::text) stored
counted_chunks.job_id text collate "C"
counted_chunks.arm integer
counted_chunks.first_iteration integer
counted_chunks.iterations integer
counted_chunks.node_id text collate "C"
counted_chunks.generation integer
counted_chunks.compute_ms integer
counted_chunks.digest bytea
counted_chunks.counted_at_ms bigint
dead_letters.digest text collate "C" not null
dead_letters.outbox_id text not null
dead_letters.fact_kind text not null
dead_letters.reason text not null
dead_letters.sql_state text
dead_letters.payload text not null
dead_letters.recorded_at timestamp with time zone not null default now()
jobs.id text collate "C" not null
jobs.owner uuid not null
jobs.name text not null
jobs.state text not null
jobs.version bigint not null
jobs.reason text
jobs.engine_build text not null
jobs.seed bigint not null
jobs.iterations bigint not null
jobs.target_error_pct double precision
jobs.chunk_iterations bigint
jobs.weight double precision not null
jobs.idempotency_key text
jobs.request_digest text not null
jobs.notes jsonb not null
jobs.compute_ms bigint not null
jobs.created_at_ms bigint not null
jobs.started_at_ms bigint
jobs.finished_at_ms bigint
node_owners.node_id text collate "C" not null
node_owners.owner uuid
node_owners.share text not null
node_owners.shared_with uuid[] not null
node_owners.changed_at_ms bigint not null
node_owners.revoked_at_ms bigint
node_owners.quarantined_at_ms bigint
nodes.id text collate "C" not null
nodes.version bigint not null
nodes.public_key text not null
nodes.name text not null
nodes.cores integer not null
nodes.workers integer not null
nodes.memory_bytes bigint not null
nodes.platform text not null
nodes.agent text not null
nodes.builds jsonb not null
nodes.registered_at_ms bigint not null
nodes.last_seen_at_ms bigint not null
results.job_id text collate "C" not null
results.arm integer not null
results.iterations bigint not null
results.digest text collate "C" not null
results.aggregate text not null
results.dps_sum numeric generated always as ((((aggregate)::jsonb -> 'dps'::text) ->> 'sum'::text))::numeric stored
results.dps_sum_of_squares numeric generated always as ((((aggregate)::jsonb -> 'dps'::text) ->> 'sumOfSquares'::text))::numeric stored

-- constraints
arms: arms_arm_is_an_index CHECK ((arm >= 0))
arms: arms_offset_is_whole CHECK (((stat IS NULL) = (stat_amount IS NULL)))
arms: arms_pkey PRIMARY KEY (job_id, arm)
chunks: chunks_interval_is_valid CHECK (((first_iteration >= 0) AND (iterations > 0)))
chunks: chunks_pkey PRIMARY KEY (job_id, arm, first_iteration, iterations)
configs: configs_hash_is_of_canonical CHECK ((hash = encode(sha256(convert_to(canonical, 'UTF8'::name)), 'hex'::text)))
configs: configs_pkey PRIMARY KEY (hash)
dead_letters: dead_letters_pkey PRIMARY KEY (digest)
jobs: jobs_id_is_a_ulid CHECK ((char_length(id) = 26))
jobs: jobs_iterations_is_positive CHECK ((iterations > 0))
jobs: jobs_name_is_short CHECK ((char_length(name) <= 256))
jobs: jobs_pkey PRIMARY KEY (id)
jobs: jobs_seed_is_exact CHECK (((seed >= 0) AND (seed <= '9007199254740991'::bigint)))
jobs: jobs_state_is_known CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
jobs: jobs_version_is_positive CHECK ((version > 0))
node_owners: node_owners_pkey PRIMARY KEY (node_id)
node_owners: node_owners_share_is_known CHECK ((share = ANY (ARRAY['private'::text, 'users'::text, 'public'::text])))
nodes: nodes_name_is_short CHECK ((char_length(name) <= 256))
nodes: nodes_pkey PRIMARY KEY (id)
nodes: nodes_version_is_positive CHECK ((version > 0))
results: results_aggregate_has_sums CHECK (((dps_sum IS NOT NULL) AND (dps_sum_of_squares IS NOT NULL)))
results: results_digest_is_of_aggregate CHECK ((digest = encode(sha256(convert_to(aggregate, 'UTF8'::name)), 'hex'::text)))
results: results_iterations_is_not_negative CHECK ((iterations >= 0))
results: results_pkey PRIMARY KEY (job_id, arm)

-- indexes
CREATE INDEX arms_by_config ON public.arms USING btree (config_hash)
CREATE INDEX dead_letters_by_time ON public.dead_letters USING btree (recorded_at DESC)
CREATE INDEX jobs_by_idempotency_key ON public.jobs USING btree (owner, idempotency_key) WHERE (idempotency_key IS NOT NULL)
CREATE INDEX jobs_by_owner ON public.jobs USING btree (owner, id DESC)
CREATE INDEX jobs_unfinished ON public.jobs USING btree (id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]))
CREATE INDEX node_owners_by_owner ON public.node_owners USING btree (owner) WHERE (owner IS NOT NULL)
CREATE UNIQUE INDEX arms_pkey ON public.arms USING btree (job_id, arm)
CREATE UNIQUE INDEX chunks_pkey ON public.chunks USING btree (job_id, arm, first_iteration, iterations)
CREATE UNIQUE INDEX configs_pkey ON public.configs USING btree (hash)
CREATE UNIQUE INDEX dead_letters_pkey ON public.dead_letters USING btree (digest)
CREATE UNIQUE INDEX jobs_pkey ON public.jobs USING btree (id)
CREATE UNIQUE INDEX node_owners_pkey ON public.node_owners USING btree (node_id)
CREATE UNIQUE INDEX nodes_pkey ON public.nodes USING btree (id)
CREATE UNIQUE INDEX results_pkey ON public.results USING btree (job_id, arm)

-- row level security
arms: on
chunks: on
configs: on
counted_chunks: OFF
dead_letters: on
jobs: on
node_owners: on
nodes: on
results: on

-- policies
arms: arms_are_read_by_the_owner_of_the_job for SELECT to authenticated using (EXISTS ( SELECT FROM jobs WHERE ((jobs.id = arms.job_id) AND (jobs.owner = ( SELECT auth.uid() AS uid))))) check -
chunks: chunks_are_read_by_the_owner_of_the_job for SELECT to authenticated using (EXISTS ( SELECT FROM jobs WHERE ((jobs.id = chunks.job_id) AND (jobs.owner = ( SELECT auth.uid() AS uid))))) check -
configs: configs_are_read_by_those_who_simulate_them for SELECT to authenticated using (EXISTS ( SELECT FROM (arms JOIN jobs ON ((jobs.id = arms.job_id))) WHERE ((arms.config_hash = configs.hash) AND (jobs.owner = ( SELECT auth.uid() AS uid))))) check -
jobs: jobs_are_read_by_their_owner for SELECT to authenticated using (owner = ( SELECT auth.uid() AS uid)) check -
node_owners: node_owners_are_read_by_the_owner for SELECT to authenticated using (owner = ( SELECT auth.uid() AS uid)) check -
nodes: nodes_are_read_by_their_owner for SELECT to authenticated using (EXISTS ( SELECT FROM node_owners WHERE ((node_owners.node_id = nodes.id) AND (node_owners.owner = ( SELECT auth.uid() AS uid))))) check -
results: results_are_read_by_the_owner_of_the_job for SELECT to authenticated using (EXISTS ( SELECT FROM jobs WHERE ((jobs.id = results.job_id) AND (jobs.owner = ( SELECT auth.uid() AS uid))))) check -

-- privileges on tables
arms: authenticated may SELECT
arms: service_role may DELETE, INSERT, SELECT, UPDATE
chunks: authenticated may SELECT
chunks: service_role may DELETE, INSERT, SELECT, UPDATE
configs: authenticated may SELECT
configs: service_role may DELETE, INSERT, SELECT, UPDATE
counted_chunks: authenticated may SELECT
counted_chunks: service_role may SELECT
dead_letters: service_role may DELETE, INSERT, SELECT, UPDATE
jobs: authenticated may SELECT
jobs: service_role may DELETE, INSERT, SELECT, UPDATE
node_owners: authenticated may SELECT
node_owners: service_role may DELETE, INSERT, SELECT, UPDATE
nodes: authenticated may SELECT
nodes: service_role may DELETE, INSERT, SELECT, UPDATE
results: authenticated may SELECT
results: service_role may DELETE, INSERT, SELECT, UPDATE

-- functions
erase_owner(erased uuid) returns bigint, executable by: service_role
  declare
    erased_jobs bigint;
  begin
    delete from public.chunks using public.jobs where jobs.id = chunks.job_id and jobs.owner = erased;
    delete from public.results using public.jobs where jobs.id = results.job_id and jobs.owner = erased;
    delete from public.arms using public.jobs where jobs.id = arms.job_id and jobs.owner = erased;
    delete from public.jobs where owner = erased;
    get diagnostics erased_jobs = row_count;
    update public.node_owners set owner = null, share = 'private', shared_with = '{}' where owner = erased;
    update public.node_owners set shared_with = array_remove(shared_with, erased) where erased = any (shared_with);
    return erased_jobs;
  end
  

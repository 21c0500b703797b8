-- Who may see what. Only the archiver writes, as the owner of the tables or as service_role: users read their own records
-- and nothing else, the anonymous role reads nothing. Hosted Supabase grants everything on new tables to the API roles,
-- so the grants are taken back first.

revoke all
  on public.jobs, public.arms, public.results, public.chunks, public.configs, public.nodes, public.dead_letters
  from anon, authenticated;
grant select on public.jobs, public.arms, public.results, public.chunks, public.configs, public.nodes to authenticated;
grant select, insert, update, delete
  on public.jobs, public.arms, public.results, public.chunks, public.configs, public.nodes, public.dead_letters
  to service_role;

alter table public.configs enable row level security;
alter table public.jobs enable row level security;
alter table public.arms enable row level security;
alter table public.results enable row level security;
alter table public.chunks enable row level security;
alter table public.nodes enable row level security;
-- No policy: nobody but the roles that bypass row level security reads dead letters.
alter table public.dead_letters enable row level security;

-- auth.uid() stands in a sub-select so that it is evaluated once per statement, not once per row.
create policy jobs_are_read_by_their_owner on public.jobs
  for select to authenticated
  using (owner = (select auth.uid()));

create policy arms_are_read_by_the_owner_of_the_job on public.arms
  for select to authenticated
  using (exists (select from public.jobs where jobs.id = arms.job_id and jobs.owner = (select auth.uid())));

create policy results_are_read_by_the_owner_of_the_job on public.results
  for select to authenticated
  using (exists (select from public.jobs where jobs.id = results.job_id and jobs.owner = (select auth.uid())));

create policy chunks_are_read_by_the_owner_of_the_job on public.chunks
  for select to authenticated
  using (exists (select from public.jobs where jobs.id = chunks.job_id and jobs.owner = (select auth.uid())));

create policy configs_are_read_by_those_who_simulate_them on public.configs
  for select to authenticated
  using (
    exists (
      select
      from public.arms
      join public.jobs on jobs.id = arms.job_id
      where arms.config_hash = configs.hash and jobs.owner = (select auth.uid())
    )
  );

create policy nodes_are_read_by_their_owner on public.nodes
  for select to authenticated
  using (owner = (select auth.uid()));

-- Whose a node is, whom it serves and whether its key still counts: apart from what the machine says of itself, because it
-- changes by its owner's word and must outlive Redis. A node that registers after a loss of Redis is given back what stands
-- here. Written by the archiver alone; of several facts the one changed last counts.

create table public.node_owners (
  node_id text collate "C" primary key,
  owner uuid,
  share text not null,
  shared_with uuid[] not null,
  changed_at_ms bigint not null,
  revoked_at_ms bigint,
  constraint node_owners_share_is_known check (share in ('private', 'users', 'public'))
);
comment on table public.node_owners is 'Whose a node is, whom it serves, and since when its key counts for nothing.';
create index node_owners_by_owner on public.node_owners (owner) where owner is not null;

revoke all on public.node_owners from anon, authenticated;
grant select on public.node_owners to authenticated;
grant select, insert, update, delete on public.node_owners to service_role;
alter table public.node_owners enable row level security;
create policy node_owners_are_read_by_the_owner on public.node_owners
  for select to authenticated
  using (owner = (select auth.uid()));

drop policy nodes_are_read_by_their_owner on public.nodes;
drop index public.nodes_by_owner;
alter table public.nodes drop column owner;
create policy nodes_are_read_by_their_owner on public.nodes
  for select to authenticated
  using (
    exists (
      select from public.node_owners where node_owners.node_id = nodes.id and node_owners.owner = (select auth.uid())
    )
  );

create or replace function public.erase_owner(erased uuid) returns bigint
  language plpgsql
  set search_path = ''
  as $$
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
  $$;

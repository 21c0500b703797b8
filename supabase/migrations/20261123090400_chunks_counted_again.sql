-- After a loss of Redis an unfinished job is queued again and cut anew, so that its iterations may stand in several chunks.
-- The chunk that was counted last is the one that entered the result.

alter table public.chunks add column counted_at_ms bigint not null default 0;
alter table public.chunks alter column counted_at_ms drop default;
alter table public.chunks drop constraint chunks_pkey;
alter table public.chunks add primary key (job_id, arm, first_iteration, iterations);
comment on table public.chunks is
  'One line per counted chunk: who computed which interval, and the SHA-256 of what came out. See counted_chunks.';

create view public.counted_chunks with (security_invoker = true) as
  select *
  from public.chunks
  where not exists (
    select
    from public.chunks as later
    where later.job_id = chunks.job_id
      and later.arm = chunks.arm
      and later.first_iteration < chunks.first_iteration + chunks.iterations
      -- No chunk is longer: the index need not be read from the arm's start.
      and later.first_iteration > chunks.first_iteration - 100000
      and later.first_iteration + later.iterations > chunks.first_iteration
      and later.counted_at_ms > chunks.counted_at_ms
  );
comment on view public.counted_chunks is 'The chunks that results were merged from: each iteration once.';

revoke all on public.counted_chunks from anon, authenticated;
grant select on public.counted_chunks to authenticated, service_role;

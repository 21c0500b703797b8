-- Removing an account removes its records, and never fails because of them. Configs stay: they name no user and may
-- belong to others as well. Nodes stay as nobody's.

create function public.erase_owner(erased uuid) returns bigint
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
    update public.nodes set owner = null where owner = erased;
    return erased_jobs;
  end
  $$;
comment on function public.erase_owner(uuid) is 'Deletes the records of a user and answers how many jobs there were.';
revoke all on function public.erase_owner(uuid) from public, anon, authenticated;
grant execute on function public.erase_owner(uuid) to service_role;

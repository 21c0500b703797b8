-- Since when a machine is given nothing because it was found to bring false results: it must outlive Redis, and is for good.

alter table public.node_owners add column quarantined_at_ms bigint;
comment on column public.node_owners.quarantined_at_ms is 'Since when the machine is given no work because it brought false results.';

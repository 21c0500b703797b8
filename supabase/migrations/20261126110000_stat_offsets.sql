-- An arm may be the job's first one with one stat moved by some points: what stat weights are worked out from.

alter table public.arms add column stat text;
alter table public.arms add column stat_amount integer;
alter table public.arms add constraint arms_offset_is_whole check ((stat is null) = (stat_amount is null));
comment on column public.arms.stat is 'The stat that differs from the first arm, as profile keys name it; null for an arm of its own.';

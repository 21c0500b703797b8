#!lua flags=allow-oom
-- Takes jobs whose results wait to be folded or whose end waits to be told. A claim is a visibility timeout: whoever dies
-- with one loses nothing, the job is due again.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:folds
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  most           jobs at most
-- ARGV[3]  claimMs        ms
-- ARGV[4]  job            this job alone; '' for any
-- Returns job ids
--include keys
--include clock
if ARGV[4] ~= '' then
  local due = redis.call('ZSCORE', key.folds, ARGV[4])
  if not due or tonumber(due) > now then return {} end
  redis.call('ZADD', key.folds, now + tonumber(ARGV[3]), ARGV[4])
  return { ARGV[4] }
end
local due = redis.call('ZRANGEBYSCORE', key.folds, '-inf', now, 'LIMIT', 0, ARGV[2])
for _, id in ipairs(due) do redis.call('ZADD', key.folds, now + tonumber(ARGV[3]), id) end
return due

#!lua flags=allow-oom
-- Ends a job before it is done: cancels or fails it, from the state and version the caller expects. A repeated request
-- finds its own change and gets the first answer.
-- KEYS[1]  {wl}  the shard tag
-- Writes what `transition` writes: {wl}:job:<id> and its parts, {wl}:jobs:*, {wl}:run:*, {wl}:node:<id>:ended, {wl}:folds,
--   {wl}:outbox
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  job            job id
-- ARGV[3]  expected       version, or *
-- ARGV[4]  state          cancelled or failed
-- ARGV[5]  reason         text
-- Returns {'changed', state, version, replayed 0|1} | {'conflict', state, version} | {'ended', state, version} | {'unknown'}
--include keys
--include clock
--include outbox
--include run-index
--include transition
local id, expected, target = ARGV[2], ARGV[3], ARGV[4]
local job = redis.call('HMGET', key.job(id), 'state', 'version')
if not job[1] then return { 'unknown' } end
local state, version = job[1], tonumber(job[2])
if state == 'queued' or state == 'running' then
  if expected ~= '*' and tonumber(expected) ~= version then return { 'conflict', state, version } end
  transition(id, target, ARGV[5])
  return { 'changed', target, version + 1, 0 }
end
if state == target and (expected == '*' or tonumber(expected) == version - 1) then return { 'changed', state, version, 1 } end
if expected ~= '*' and tonumber(expected) ~= version then return { 'conflict', state, version } end
return { 'ended', state, version }

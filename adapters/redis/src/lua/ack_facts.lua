#!lua flags=allow-oom
-- Takes archived facts out of the outbox. Only after COMMIT. An ended job whose last fact is archived may be forgotten later.
-- Idempotent: a fact that is gone counts no second time.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:outbox, {wl}:job:<id>, {wl}:job:<id>:chunks, {wl}:jobs:archived
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  group          consumer group
-- ARGV[3]  keepMs         ms an archived job stays readable here
-- ARGV[4…] entry, job     stream entry id, and the job it is about or ''
-- Returns facts taken out
--include keys
--include clock
local FIRST, STEP = 4, 2

local function forget_from_job(id, facts)
  if id == '' or redis.call('EXISTS', key.job(id)) == 0 then return end
  local left = redis.call('HINCRBY', key.job(id), 'unarchived', -facts)
  if left == 0 and redis.call('HEXISTS', key.job(id), 'finished') == 1 then
    redis.call('ZADD', key.jobs_archived, now + tonumber(ARGV[3]), id)
    redis.call('UNLINK', key.job_chunks(id))
  end
end

local entries, by_job, taken = {}, {}, 0
for index = FIRST, #ARGV, STEP do
  entries[#entries + 1] = ARGV[index]
  if redis.call('XDEL', key.outbox, ARGV[index]) == 1 then
    taken = taken + 1
    by_job[ARGV[index + 1]] = (by_job[ARGV[index + 1]] or 0) + 1
  end
end
redis.call('XACK', key.outbox, ARGV[2], unpack(entries))
for id, facts in pairs(by_job) do forget_from_job(id, facts) end
return taken

#!lua flags=allow-oom
-- Gives a claimed job back after its progress was published: due again when more waits, else no longer.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:job:<id>, {wl}:folds
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  job            job id
-- ARGV[3]  seq            of the progress that was published
-- ARGV[4]  progressMs     ms until the next fold
-- Returns ms until the job is due again, -1 when it is not
--include keys
--include clock
local id = ARGV[2]
local seq = redis.call('HGET', key.job(id), 'seq')
if not seq then
  redis.call('ZREM', key.folds, id)
  return -1
end
redis.call('HSET', key.job(id), 'published', whole(now))
if seq == ARGV[3] and redis.call('EXISTS', key.job_dirty(id)) == 0 then
  redis.call('ZREM', key.folds, id)
  return -1
end
redis.call('ZADD', key.folds, now + tonumber(ARGV[4]), id)
return tonumber(ARGV[4])

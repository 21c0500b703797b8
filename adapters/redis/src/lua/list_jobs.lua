-- An owner's jobs, newest first.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:owner:<owner>:jobs
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  owner          user id
-- ARGV[3]  before         job id, exclusive; '' for the newest
-- ARGV[4]  most           jobs at most
-- Returns job ids
--include keys
local from = ARGV[3] == '' and '+' or '(' .. ARGV[3]
return redis.call('ZREVRANGEBYLEX', key.owner_jobs(ARGV[2]), from, '-', 'LIMIT', 0, ARGV[4])

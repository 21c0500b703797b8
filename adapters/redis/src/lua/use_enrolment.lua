#!lua flags=allow-oom
-- Counts a machine that enrols itself with a token. Idempotent by node: a machine that starts again counts once.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:enrolment:<token>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  token          id of the token
-- ARGV[3]  node           node id
-- ARGV[4]  most           machines
-- ARGV[5]  keepMs         ms until the token expires anyway
-- Returns 1, or 0 when others have used it up
--include keys
local name = key.enrolment(ARGV[2])
if redis.call('SISMEMBER', name, ARGV[3]) == 1 then return 1 end
if redis.call('SCARD', name) >= tonumber(ARGV[4]) then return 0 end
redis.call('SADD', name, ARGV[3])
redis.call('PEXPIRE', name, math.max(1, tonumber(ARGV[5])))
return 1

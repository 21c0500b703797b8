#!lua flags=allow-oom
-- Ends a term early, so that another holder need not wait for its deadline. Only its holder, only under its own fence.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:term:<name>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  name           of the task
-- ARGV[3]  holder         instance id
-- ARGV[4]  fence          of the term
-- Returns 1 when it was held, else 0
--include keys
local term = redis.call('HMGET', key.term(ARGV[2]), 'holder', 'fence')
if term[1] ~= ARGV[3] or term[2] ~= ARGV[4] then return 0 end
redis.call('HSET', key.term(ARGV[2]), 'until', '0')
return 1

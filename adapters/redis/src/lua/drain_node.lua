#!lua flags=allow-oom
-- Asks a node to finish what it holds and take nothing new, or takes that back.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:node:<id>, {wl}:idle:<build>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           node id
-- ARGV[3]  drain          1 or 0
-- Returns 1, or 0 for an unknown node
--include keys
--include clock
--include fleet-live
local builds = redis.call('HGET', key.node(ARGV[2]), 'builds')
if not builds then return 0 end
redis.call('HSET', key.node(ARGV[2]), 'drain', ARGV[3])
if ARGV[3] == '1' then unpark(ARGV[2], builds) end
return 1

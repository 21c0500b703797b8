#!lua flags=allow-oom
-- A node lives, and with it every lease it holds: a lease of a living node ends only by its far deadline.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:node:<id>:leases
-- Writes {wl}:node:<id>, {wl}:nodes:live, {wl}:workers
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           node id
-- ARGV[3]  session        of the node's current start
-- ARGV[4]  metrics        JSON, stored untouched
-- Returns {'known', nowMs, drain 0|1, leases, claimed 0|1} | {'stale-session', nowMs} | {'unknown', nowMs} | {'revoked', nowMs}
--include keys
--include clock
--include fleet-live
local node = ARGV[2]
local record = redis.call('HMGET', key.node(node), 'session', 'builds', 'workers', 'drain', 'revoked', 'owner')
if record[5] then return { 'revoked', now } end
if not record[1] then return { 'unknown', now } end
if record[1] ~= ARGV[3] then return { 'stale-session', now } end
mark_live(node, record[2], tonumber(record[3]))
redis.call('HSET', key.node(node), 'beat', whole(now), 'metrics', ARGV[4])
return { 'known', now, record[4] == '1' and 1 or 0, redis.call('HLEN', key.node_leases(node)), record[6] and 1 or 0 }

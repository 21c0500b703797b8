#!lua flags=allow-oom
-- Makes a node known, or known again after a restart: a new session gives back what the earlier one held, in one move.
-- Idempotent by node and session.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:node:<id>, …:leases, …:ended, …:answers, {wl}:nodes, {wl}:nodes:live, {wl}:workers, {wl}:idle:<build>,
--   {wl}:nodes:unchecked, {wl}:outbox, and what `reopen` writes
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           node id
-- ARGV[3]  publicKey      43 base64url characters
-- ARGV[4]  session        of this start
-- ARGV[5]  builds         engine builds, comma separated
-- ARGV[6]  workers        count
-- ARGV[7]  registration   JSON, stored untouched
-- ARGV[8]  attempts       see complete_chunks
-- ARGV[9]  losses         see complete_chunks
-- ARGV[10] owner          user id a node without owner is given, '' for none
-- ARGV[11] share          private | users | public
-- ARGV[12] users          user ids, comma separated
-- ARGV[13] ownedAt        ms of that ownership as archived; 0 when it begins now
-- ARGV[14] revokedAt      ms since when the archive knows the node as revoked; 0 for not
-- ARGV[15] quarantinedAt  ms since when the archive knows that it brought false results; 0 for never
-- ARGV[16] unchecked      1 when the archive could not be asked, else 0
-- Returns {'registered', nowMs, released leases, owner or '', build, iterations, …} | {'key-mismatch'} | {'revoked'}
--include keys
--include clock
--include chunk-record
--include outbox
--include run-index
--include transition
--include reopen
--include fleet-live
--include fleet
--include ownership
local node = ARGV[2]
local bounds = { attempts = tonumber(ARGV[8]), losses = tonumber(ARGV[9]) }
local old = redis.call('HMGET', key.node(node), 'public_key', 'session', 'registration', 'owner', 'revoked')
if old[1] and old[1] ~= ARGV[3] then return { 'key-mismatch' } end
if old[5] or ARGV[14] ~= '0' then
  if not old[5] then redis.call('HSET', key.node(node), 'revoked', ARGV[14]) end
  return { 'revoked' }
end
local reopened, released = {}, 0
if old[2] ~= ARGV[4] or old[3] ~= ARGV[7] then
  if old[2] ~= ARGV[4] then released = release_all(node, 'returned', bounds, reopened) end
  mark_dead(node)
  redis.call('HSET', key.node(node), 'public_key', ARGV[3], 'session', ARGV[4], 'builds', ARGV[5], 'workers', ARGV[6],
    'registration', ARGV[7])
  if old[2] ~= ARGV[4] then redis.call('HSET', key.node(node), 'drain', '0') end
  redis.call('HSETNX', key.node(node), 'registered', whole(now))
  local version = redis.call('HINCRBY', key.node(node), 'version', 1)
  append_node_fact(node, version, redis.call('HGET', key.node(node), 'registered'), ARGV[7])
end
redis.call('ZADD', key.nodes, 0, node)
mark_live(node, ARGV[5], tonumber(ARGV[6]))
redis.call('HSET', key.node(node), 'beat', whole(now))
if not old[4] and ARGV[10] ~= '' then
  if ARGV[13] == '0' then
    set_owner(node, ARGV[10], ARGV[11], ARGV[12])
  else
    redis.call('HSET', key.node(node), 'owner', ARGV[10], 'share', ARGV[11], 'users', ARGV[12], 'owned_at', ARGV[13])
  end
end
if ARGV[15] ~= '0' then redis.call('HSETNX', key.node(node), 'quarantined', ARGV[15]) end
if ARGV[16] == '1' and not old[4] then redis.call('SADD', key.nodes_unchecked, node) else redis.call('SREM', key.nodes_unchecked, node) end
local reply = { 'registered', now, released, redis.call('HGET', key.node(node), 'owner') or '' }
for build, iterations in pairs(reopened) do
  reply[#reply + 1] = build
  reply[#reply + 1] = iterations
end
return reply

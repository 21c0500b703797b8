#!lua flags=allow-oom
-- Gives a node that registered while the archive was away back what the archive knows of it. What was decided since stands.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:node:<id>, {wl}:nodes:unchecked, and for a revoked node what `reopen` writes, {wl}:nodes, {wl}:nodes:live,
--   {wl}:workers, {wl}:idle:<build>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           node id
-- ARGV[3]  owner          user id, '' for none
-- ARGV[4]  share          private | users | public
-- ARGV[5]  users          user ids, comma separated
-- ARGV[6]  ownedAt        ms
-- ARGV[7]  revokedAt      ms, 0 for not
-- ARGV[8]  quarantinedAt  ms, 0 for never
-- ARGV[9]  attempts       see complete_chunks
-- ARGV[10] losses         see complete_chunks
-- Returns {'restored', build, iterations, …}
--include keys
--include clock
--include chunk-record
--include outbox
--include run-index
--include transition
--include reopen
--include fleet-live
--include fleet
local node = ARGV[2]
local bounds = { attempts = tonumber(ARGV[9]), losses = tonumber(ARGV[10]) }
local reply, reopened = { 'restored' }, {}
redis.call('SREM', key.nodes_unchecked, node)
local record = redis.call('HMGET', key.node(node), 'public_key', 'owner', 'revoked')
if not record[1] or record[3] then return reply end
if ARGV[7] ~= '0' then
  release_all(node, 'returned', bounds, reopened)
  mark_dead(node)
  redis.call('ZREM', key.nodes, node)
  redis.call('HSET', key.node(node), 'revoked', ARGV[7], 'owned_at', ARGV[6])
  redis.call('HDEL', key.node(node), 'session')
elseif not record[2] and ARGV[3] ~= '' then
  redis.call('HSET', key.node(node), 'owner', ARGV[3], 'share', ARGV[4], 'users', ARGV[5], 'owned_at', ARGV[6])
end
if ARGV[8] ~= '0' and redis.call('HSETNX', key.node(node), 'quarantined', ARGV[8]) == 1 then
  release_all(node, 'returned', bounds, reopened)
end
for build, iterations in pairs(reopened) do
  reply[#reply + 1] = build
  reply[#reply + 1] = iterations
end
return reply

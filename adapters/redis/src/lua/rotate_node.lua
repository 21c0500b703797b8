#!lua flags=allow-oom
-- A node takes a new key, and with it a new id: what the old one was (owner, sharing, proof) the new one is, and the old key
-- counts for nothing any more. Idempotent by the two ids.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:node:<old>, {wl}:node:<new>, {wl}:outbox, and what a revocation writes (see change_node)
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           the id of the key that signed
-- ARGV[3]  successor      the id of the new key
-- ARGV[4]  publicKey      the new key, 43 base64url characters
-- ARGV[5]  attempts       see complete_chunks
-- ARGV[6]  losses         see complete_chunks
-- Returns {'rotated', released leases, build, iterations, …} | {'unknown-node'} | {'revoked'} | {'taken'} | {'quarantined'}
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
local node, successor = ARGV[2], ARGV[3]
local bounds = { attempts = tonumber(ARGV[5]), losses = tonumber(ARGV[6]) }
local record = redis.call('HMGET', key.node(node), 'public_key', 'owner', 'share', 'users', 'revoked', 'successor')
if not record[1] then return { 'unknown-node' } end
if record[5] then return record[6] == successor and { 'rotated', 0 } or { 'revoked' } end
if redis.call('EXISTS', key.node(successor)) == 1 then return { 'taken' } end
local proved = redis.call('HMGET', key.node(node), 'agreed', 'quarantined')
if proved[2] then return { 'quarantined' } end
local reopened = {}
local released = release_all(node, 'returned', bounds, reopened)
mark_dead(node)
redis.call('ZREM', key.nodes, node)
redis.call('HSET', key.node(node), 'revoked', whole(now), 'successor', successor, 'owned_at', whole(now))
redis.call('HDEL', key.node(node), 'session')
append_owner_fact(node)
redis.call('HSET', key.node(successor), 'public_key', ARGV[4], 'agreed', proved[1] or '0')
local unchecked = redis.call('SMEMBERS', key.node_unproven(node))
if #unchecked > 0 then redis.call('SADD', key.node_unproven(successor), unpack(unchecked)) end
redis.call('UNLINK', key.node_unproven(node))
if record[2] then set_owner(successor, record[2], record[3], record[4] or '') end
local reply = { 'rotated', released }
for build, iterations in pairs(reopened) do
  reply[#reply + 1] = build
  reply[#reply + 1] = iterations
end
return reply

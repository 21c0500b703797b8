#!lua flags=allow-oom
-- What the owner of a node decides: whom it serves, that it is nobody's again, or that its key counts for nothing any more.
-- A revoked node loses what it holds in this move and is never known again. Idempotent.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:node:<id>, {wl}:outbox, and for a revocation what `reopen` writes, {wl}:nodes, {wl}:nodes:live, {wl}:workers,
--   {wl}:idle:<build>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           node id
-- ARGV[3]  user           who asks; '' for the system itself
-- ARGV[4]  action         share | release | revoke
-- ARGV[5]  share          private | users | public (share)
-- ARGV[6]  users          user ids, comma separated (share)
-- ARGV[7]  attempts       see complete_chunks
-- ARGV[8]  losses         see complete_chunks
-- Returns {'changed', released leases, build, iterations, …} | {'unknown'} | {'foreign'}
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
local node, user, action = ARGV[2], ARGV[3], ARGV[4]
local bounds = { attempts = tonumber(ARGV[7]), losses = tonumber(ARGV[8]) }
local record = redis.call('HMGET', key.node(node), 'public_key', 'owner', 'revoked', 'owned_at')
if not record[1] and not record[3] then return { 'unknown' } end
if user ~= '' and record[2] ~= user then return { 'foreign' } end
if record[3] then return action == 'revoke' and { 'changed', 0 } or { 'unknown' } end
if action == 'share' then
  set_owner(node, record[2], ARGV[5], ARGV[6])
  return { 'changed', 0 }
end
local reopened = {}
local released = release_all(node, 'returned', bounds, reopened)
if action == 'release' then
  redis.call('HDEL', key.node(node), 'owner', 'share', 'users')
  redis.call('HSET', key.node(node), 'owned_at', whole(math.max(now, tonumber(record[4] or '0') + 1)))
  append_owner_fact(node)
else
  mark_dead(node)
  redis.call('ZREM', key.nodes, node)
  redis.call('HSET', key.node(node), 'revoked', whole(now),
    'owned_at', whole(math.max(now, tonumber(record[4] or '0') + 1)))
  redis.call('HDEL', key.node(node), 'session')
  append_owner_fact(node)
end
local reply = { 'changed', released }
for build, iterations in pairs(reopened) do
  reply[#reply + 1] = build
  reply[#reply + 1] = iterations
end
return reply

#!lua flags=allow-oom
-- A user claims the node that shows a code, or (confirm 0) looks which one that is. One winner: the code belongs to whoever
-- used it first, and a repetition by that user is answered alike.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:claim:<code>, {wl}:node:<id>, {wl}:nodes:unchecked, {wl}:outbox
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  code           SHA-256 of the code, 64 hex
-- ARGV[3]  user           user id
-- ARGV[4]  share          private | users | public
-- ARGV[5]  users          user ids, comma separated
-- ARGV[6]  confirm        1 to claim, 0 to look
-- Returns {'shown', node} | {'claimed', node} | {'used'} | {'unknown'}
--include keys
--include clock
--include outbox
--include ownership
local code, user = ARGV[2], ARGV[3]
local claim = redis.call('HMGET', key.claim(code), 'node', 'user')
local node = claim[1]
if not node then return { 'unknown' } end
local record = redis.call('HMGET', key.node(node), 'session', 'owner', 'revoked')
if record[3] or not record[1] then return { 'unknown' } end
if claim[2] or record[2] then
  if claim[2] == user and record[2] == user then return { 'claimed', node } end
  return { 'used' }
end
if ARGV[6] ~= '1' then return { 'shown', node } end
redis.call('HSET', key.claim(code), 'user', user)
redis.call('HDEL', key.node(node), 'claim')
redis.call('SREM', key.nodes_unchecked, node)
set_owner(node, user, ARGV[4], ARGV[5])
return { 'claimed', node }

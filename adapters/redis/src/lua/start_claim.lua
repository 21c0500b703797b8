#!lua flags=allow-oom
-- A node that belongs to nobody shows a code by which a user claims it. One code a node: a new one ends the one before.
-- Only the code's digest is stored. Idempotent by the code.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:claim:<code>, {wl}:node:<id>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           node id
-- ARGV[3]  code           SHA-256 of the code, 64 hex
-- ARGV[4]  lifeMs         ms
-- Returns {'waiting', ms left} | {'owned', owner} | {'taken'} | {'unknown-node'} | {'revoked'}
--include keys
--include clock
local node, code = ARGV[2], ARGV[3]
local record = redis.call('HMGET', key.node(node), 'session', 'owner', 'claim', 'revoked')
if record[4] then return { 'revoked' } end
if not record[1] then return { 'unknown-node' } end
if record[2] then return { 'owned', record[2] } end
local shown_by = redis.call('HGET', key.claim(code), 'node')
if shown_by and shown_by ~= node then return { 'taken' } end
if shown_by then return { 'waiting', redis.call('PTTL', key.claim(code)) } end
if record[3] then redis.call('UNLINK', key.claim(record[3])) end
redis.call('HSET', key.claim(code), 'node', node)
redis.call('PEXPIRE', key.claim(code), ARGV[4])
redis.call('HSET', key.node(node), 'claim', code)
return { 'waiting', tonumber(ARGV[4]) }

-- Whose a node is and whose jobs it may run, as fields of {wl}:node:<id>:
--   owner     user id; none while nobody claimed the node, which then is given nothing
--   share     private (its owner's jobs), users (and those of `users`), public (everyone's)
--   users     user ids, comma separated
--   owned_at  ms of the last change: the archive keeps the newest
--   revoked   ms since when the key counts for nothing, for good
-- Needs `outbox` and `clock`.
local function append_owner_fact(node)
  local record = redis.call('HMGET', key.node(node), 'owner', 'share', 'users', 'owned_at', 'revoked', 'quarantined')
  redis.call('XADD', key.outbox, '*', 'kind', 'owner', 'node', node, 'owner', record[1] or '', 'share', record[2] or 'private',
    'users', record[3] or '', 'changed', record[4], 'revoked', record[5] or '', 'quarantined',
    record[6] or '')
end

-- Later than any change before, also when Redis lost the last second of its log.
local function set_owner(node, owner, share, users)
  local before = tonumber(redis.call('HGET', key.node(node), 'owned_at') or '0')
  redis.call('HSET', key.node(node), 'owner', owner, 'share', share, 'users', users,
    'owned_at', whole(math.max(now, before + 1)))
  append_owner_fact(node)
end

-- The end of a node: what it held is given back. Needs `fleet-live` and `reopen`.
local function mark_dead(node)
  local record = redis.call('HMGET', key.node(node), 'builds', 'workers')
  if redis.call('ZREM', key.nodes_live, node) == 1 and record[1] then
    redis.call('ZADD', key.nodes_dead, now, node)
    redis.call('HDEL', key.node(node), 'living')
    add_workers(record[1], -tonumber(record[2]))
    unpark(node, record[1])
  end
end

-- Gives back every lease a node holds in one move. Returns how many, and iterations to lease anew per build.
local function release_all(node, cause, bounds, reopened)
  local held = redis.call('HKEYS', key.node_leases(node))
  for _, lease in ipairs(held) do
    local id, field = string.match(lease, '^([^/]+)/(.+)$')
    local iterations = reopen(id, field, node, cause, '', bounds)
    if iterations > 0 then
      local build = redis.call('HGET', key.job(id), 'build')
      reopened[build] = (reopened[build] or 0) + iterations
    end
  end
  redis.call('UNLINK', key.node_leases(node), key.node_answers(node), key.node_ended(node))
  redis.call('HDEL', key.node(node), 'ended', 'answered')
  return #held
end

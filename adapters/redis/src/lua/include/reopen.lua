-- Takes a leased chunk from its holder and opens it again in one move, or declares it dead.
--   cause  'returned' costs nothing; 'failure' counts against the node; 'loss' (dead node, deadline) counts apart, far more
--          patiently, since nodes come and go without the chunk being to blame.
-- Returns the iterations that can be leased anew (0 when the chunk was not this node's, or is dead).
local function dead_reason(chunk, field, bounds, reason)
  local failures, distinct = count_listed(chunk.failed)
  if distinct >= bounds.attempts or failures >= 2 * bounds.attempts then
    return 'Chunk ' .. field .. ' failed ' .. failures .. ' times on ' .. distinct .. ' nodes, last: ' .. reason
  end
  if chunk.losses >= bounds.losses then
    return 'Chunk ' .. field .. ' was lost ' .. chunk.losses .. ' times with the node that ran it'
  end
  return nil
end

local function reopen(id, field, node, cause, reason, bounds)
  redis.call('HDEL', key.node_leases(node), id .. '/' .. field)
  local chunk = unpack_chunk(redis.call('HGET', key.job_chunks(id), field))
  if chunk == nil or chunk.state ~= 'l' or chunk.holder ~= node then return 0 end
  local job = redis.call('HMGET', key.job(id), 'state', 'owner', 'build', 'class')
  if job[1] ~= 'running' then return 0 end
  if redis.call('HINCRBY', key.job_holders(id), node, -1) <= 0 then redis.call('HDEL', key.job_holders(id), node) end
  remember_holder(chunk)
  if cause == 'failure' then chunk.failed = append(chunk.failed, node) end
  if cause == 'loss' then chunk.losses = chunk.losses + 1 end
  local dead = dead_reason(chunk, field, bounds, reason)
  chunk.state = dead and 'x' or 'o'
  redis.call('HSET', key.job_chunks(id), field, pack_chunk(chunk))
  if dead then
    transition(id, 'failed', dead)
    return 0
  end
  local arm, start = string.match(field, '^(%d+):(%d+)$')
  if redis.call('HEXISTS', key.job_arms(id), 'k' .. arm) == 1 then return 0 end
  redis.call('ZADD', chunk.claims == '' and key.job_open(id) or key.job_proofs(id), start, field)
  make_runnable(id, job[2], job[3], job[4])
  return chunk.count
end

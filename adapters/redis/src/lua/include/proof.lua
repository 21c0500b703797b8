-- Proof of results. What a node brings for another owner's job counts at once only while the node is proven and the draw spares
-- it; otherwise it is a claim, and the chunk waits for the result of a node of yet another owner. Two owners that agree settle a
-- chunk, and so does a node of the job's own owner, who may trust it. Whoever claimed otherwise is quarantined: it is given
-- nothing more, and arms it brought uncounted results into since it was last proven are run again.
-- Fields of {wl}:node:<id>: `agreed` results confirmed by others, `quarantined` ms. {wl}:node:<id>:unproven holds `<job>/<arm>` it
-- brought unchecked results into. A chunk's claims are `node/owner/digest` joined by commas, the digest's first 32 hex.
-- Needs `chunk-record`, `run-index`, `transition`, `reopen`, `fleet-live`, `fleet` and `ownership`.
local CLAIM_DIGEST = 32

local function claims_of(chunk)
  local claims = {}
  for node, owner, digest in string.gmatch(chunk.claims, '([^,/]+)/([^,/]*)/(%x+)') do
    claims[#claims + 1] = { node = node, owner = owner, digest = digest }
  end
  return claims
end

local function add_claim(chunk, node, owner, digest)
  chunk.claims = append(chunk.claims, node .. '/' .. owner .. '/' .. string.sub(digest, 1, CLAIM_DIGEST))
end

-- The chance that a result is checked: certain for a node that has agreed with others less than `proof.agreed` times, then
-- 1/(agreed+1), never below `proof.least`. `salt` comes with the call, after the result was computed: nobody can foresee it.
local function is_drawn(agreed, proof, salt, field)
  if agreed < proof.agreed then return true end
  local draw = tonumber(string.sub(redis.sha1hex(salt .. field), 1, 8), 16) / 4294967296
  return draw < math.max(proof.least, 1 / (agreed + 1))
end

local function confirm(node)
  redis.call('HINCRBY', key.node(node), 'agreed', 1)
  redis.call('UNLINK', key.node_unproven(node))
end

-- Takes an arm back to its beginning. What was counted of it is dropped; leases of it end.
local function restart_arm(id, arm)
  local all, dropped, holders = redis.call('HGETALL', key.job_chunks(id)), {}, {}
  local carved = 0
  for index = 1, #all, 2 do
    if string.match(all[index], '^%d+') == arm then
      local chunk = unpack_chunk(all[index + 1])
      dropped[#dropped + 1] = all[index]
      carved = carved + chunk.count
      if chunk.state == 'l' then
        redis.call('HDEL', key.node_leases(chunk.holder), id .. '/' .. all[index])
        holders[chunk.holder] = (holders[chunk.holder] or 0) + 1
      end
    end
  end
  for holder, number in pairs(holders) do
    if redis.call('HINCRBY', key.job_holders(id), holder, -number) <= 0 then
      redis.call('HDEL', key.job_holders(id), holder)
    end
  end
  for first = 1, #dropped, 1000 do
    local last = math.min(#dropped, first + 999)
    redis.call('HDEL', key.job_chunks(id), unpack(dropped, first, last))
    redis.call('ZREM', key.job_open(id), unpack(dropped, first, last))
    redis.call('ZREM', key.job_proofs(id), unpack(dropped, first, last))
  end
  local segments = redis.call('HGETALL', key.job_segments(id))
  for index = 1, #segments, 2 do
    local kind, of, segment = string.match(segments[index], '^(%l)(%d+):?(%d*)$')
    if of == arm then
      -- Fold numbers rise on: a fold that was read before must find itself outdated.
      if kind == 'q' then
        redis.call('HSET', key.job_segments(id), segments[index], tonumber(segments[index + 1]) + 1)
      else
        redis.call('HDEL', key.job_segments(id), segments[index])
      end
    end
  end
  for _, name in ipairs(redis.call('SMEMBERS', key.job_dirty(id))) do
    if string.match(name, '^%d+') == arm then
      redis.call('UNLINK', key.job_pending(id, name))
      redis.call('SREM', key.job_dirty(id), name)
      -- Also where no fold was committed yet.
      redis.call('HINCRBY', key.job_segments(id), 'q' .. name, 1)
    end
  end
  redis.call('HDEL', key.job_arms(id), 'c' .. arm, 'n' .. arm, 'd' .. arm, 's' .. arm)
  redis.call('HINCRBY', key.job(id), 'carved', whole(-carved))
  redis.call('HINCRBY', key.job(id), 'room', whole(carved))
  redis.call('ZADD', key.job_cursors(id), 0, arm)
  raise_seq(id)
end

-- A node that was found to bring false results. Returns true the first time.
local function quarantine(node, bounds, reopened)
  if redis.call('HEXISTS', key.node(node), 'quarantined') == 1 then return false end
  redis.call('HSET', key.node(node), 'quarantined', whole(now), 'agreed', '0')
  local changed = tonumber(redis.call('HGET', key.node(node), 'owned_at') or '0')
  redis.call('HSET', key.node(node), 'owned_at', whole(math.max(now, changed + 1)))
  append_owner_fact(node)
  release_all(node, 'returned', bounds, reopened)
  for _, entry in ipairs(redis.call('SMEMBERS', key.node_unproven(node))) do
    local id, arm = string.match(entry, '^([^/]+)/(%d+)$')
    local job = redis.call('HMGET', key.job(id), 'state', 'owner', 'build', 'class')
    if job[1] == 'running' then
      if redis.call('HEXISTS', key.job_arms(id), 'k' .. arm) == 1 then
        transition(id, 'failed', 'A machine that computed part of it was found to bring false results; submit it again')
      else
        restart_arm(id, arm)
        make_runnable(id, job[2], job[3], job[4])
        reopened[job[3]] = (reopened[job[3]] or 0) + 1000
      end
    elseif job[1] == 'done' then
      redis.call('HSET', key.job(id), 'doubted', whole(now))
    end
  end
  redis.call('UNLINK', key.node_unproven(node))
  return true
end

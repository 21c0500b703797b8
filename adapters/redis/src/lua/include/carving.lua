-- Takes chunks from a job within one call of `lease_chunks`, whose `node`, `speed`, `pacing` and `jobs` it uses.
-- A job is read once a call; what carving changes is kept here and written once at the end.
local function load_job(id)
  local found = jobs[id]
  if found then return found end
  local raw = redis.call('HMGET', key.job(id), 'state', 'owner', 'build', 'seed', 'forced', 'limit', 'weight', 'arms',
    'fresh', 'carved', 'room')
  if raw[1] ~= 'queued' and raw[1] ~= 'running' then return nil end
  local checkpoints, configs_at = load_checkpoints(id)
  found = {
    id = id, state = raw[1], owner = raw[2], build = raw[3], seed = raw[4], forced = tonumber(raw[5]),
    limit = tonumber(raw[6]), weight = tonumber(raw[7]), arms = tonumber(raw[8]), fresh = tonumber(raw[9]),
    carved = tonumber(raw[10]), room = tonumber(raw[11]), checkpoints = checkpoints, configs_at = configs_at,
    workers = tonumber(redis.call('HGET', key.workers, raw[3]) or '1'), leased = 0, chunks = {}, leases = {},
    has_open = redis.call('EXISTS', key.job_open(id)) == 1, proofs = redis.call('ZCARD', key.job_proofs(id)), configs = {},
  }
  jobs[id] = found
  return found
end

-- A chunk goes back to a node that failed it only when no other could take it.
local function may_retry(chunk)
  if not listed(chunk.failed, node) then return true end
  local _, distinct = count_listed(chunk.failed)
  return redis.call('ZCARD', key.nodes_live) <= distinct
end

-- A claimed chunk that this node may confirm: none of its claims is of the node's owner. The place to look from moves on with
-- time, so that chunks at the front that this owner claimed itself do not hide the others.
local PROOFS_LOOKED_AT = 32

local function take_proof(job)
  if job.proofs == 0 then return nil end
  local first = math.floor(now / 100) % job.proofs
  local fields = redis.call('ZRANGE', key.job_proofs(job.id), first, first + PROOFS_LOOKED_AT - 1)
  for _, field in ipairs(fields) do
    local chunk = unpack_chunk(redis.call('HGET', key.job_chunks(job.id), field))
    if not string.find(chunk.claims, '/' .. node_owner .. '/', 1, true) and may_retry(chunk) then
      redis.call('ZREM', key.job_proofs(job.id), field)
      job.proofs = job.proofs - 1
      return field, chunk
    end
  end
  return nil
end

local function take_open(job)
  local proof, claimed = take_proof(job)
  if proof then return proof, claimed end
  if not job.has_open then return nil end
  local fields = redis.call('ZRANGE', key.job_open(job.id), 0, 15)
  job.has_open = #fields > 0
  for _, field in ipairs(fields) do
    local chunk = unpack_chunk(redis.call('HGET', key.job_chunks(job.id), field))
    if may_retry(chunk) then
      redis.call('ZREM', key.job_open(job.id), field)
      return field, chunk
    end
  end
  return nil
end

-- Puts the cursor of the arm that was carved last where the next lease finds it.
local function park_arm(job)
  local arm = job.arm
  if arm == nil then return end
  redis.call('HSET', key.job_arms(job.id), 'c' .. arm.index, whole(arm.cursor))
  if arm.cursor < arm.limit then
    redis.call('ZADD', key.job_cursors(job.id), arm.cursor, arm.index)
  else
    redis.call('ZREM', key.job_cursors(job.id), arm.index)
  end
  job.arm = nil
end

-- The arm to carve: the one this call is at, else one never begun, else the one that is furthest behind.
local function next_arm(job)
  if job.arm and job.arm.cursor < job.arm.limit then return job.arm end
  park_arm(job)
  local index, cursor
  if job.fresh < job.arms then
    index, cursor = tostring(job.fresh), 0
    job.fresh = job.fresh + 1
  else
    local first = redis.call('ZRANGE', key.job_cursors(job.id), 0, 0, 'WITHSCORES')
    if #first == 0 then return nil end
    index, cursor = first[1], tonumber(first[2])
  end
  local limit = redis.call('HGET', key.job_arms(job.id), 'l' .. index)
  job.arm = { index = index, cursor = cursor, limit = limit and tonumber(limit) or job.limit }
  return job.arm
end

local function carve(job)
  local arm = next_arm(job)
  if arm == nil then return nil end
  local _, checkpoint = segment_of(job.checkpoints, arm.cursor)
  local left = math.min(checkpoint, arm.limit) - arm.cursor
  local count = chunk_size(pacing, speed, job.carved, job.room, left, job.workers, job.forced)
  local field = arm.index .. ':' .. whole(arm.cursor)
  arm.cursor = arm.cursor + count
  job.carved = job.carved + count
  job.room = job.room - count
  return field, new_chunk(count)
end

local function is_exhausted(job)
  if job.fresh < job.arms or (job.arm and job.arm.cursor < job.arm.limit) then return false end
  park_arm(job)
  return redis.call('EXISTS', key.job_cursors(job.id), key.job_open(job.id), key.job_proofs(job.id)) == 0
end

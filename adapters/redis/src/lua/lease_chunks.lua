#!lua flags=allow-oom
-- Gives a node chunks to run: given-back ones first, else carved from where a job's cursor stands. Owners share by
-- start-time fair queueing, an owner's small jobs go first. Idempotent by the request id: a repeated one gets the same
-- leases. With nothing to give the node is parked, to be woken when work appears.
-- KEYS[1]  {wl}  the shard tag
-- Reads  {wl}:run:<build>, {wl}:run:<build>:<owner>, {wl}:job:<id>:configs, {wl}:workers
-- Writes {wl}:job:<id>, …:chunks, …:open, …:cursors, …:arms, …:holders, {wl}:node:<id>, …:leases, …:ended, …:answers,
--   {wl}:nodes:live, {wl}:idle:<build>, {wl}:fair, {wl}:fair:clock, {wl}:jobs:queued, {wl}:jobs:running, {wl}:outbox
-- ARGV[1]  clockOffsetMs     ms, 0 but in fault tests
-- ARGV[2]  node              node id
-- ARGV[3]  session           of the node's current start
-- ARGV[4]  requestId         new per exchange, kept over its retries
-- ARGV[5]  want              leases at most
-- ARGV[6]  builds            engine builds, comma separated
-- ARGV[7]  speed             iterations per second of one worker, 0 while unknown
-- ARGV[8]  owners            user ids whose jobs the node may run, comma separated; * for everyone's
-- ARGV[9]  firstMs           ms of a first chunk
-- ARGV[10] fullMs            ms of a chunk
-- ARGV[11] maxChunk          iterations
-- ARGV[12] assumedSpeed      iterations per second of a worker that was not measured
-- ARGV[13] maxHeld           leases a node may hold
-- ARGV[14] leaseMs           ms
-- Returns {'leased', nowMs, replayed 0|1, drain 0|1, leases, ended jobs…} | {'stale-session', nowMs} | {'unknown-node', nowMs}
--   leases: `job,arm,start,count,generation,build,config,seed` joined by `;`
--include keys
--include clock
--include chunk-record
--include chunk-size
--include checkpoints
--include outbox
--include run-index
--include transition
--include fleet-live
local node, request, want = ARGV[2], ARGV[4], tonumber(ARGV[5])
local speed = tonumber(ARGV[7])
local pacing = {
  first_ms = tonumber(ARGV[9]), full_ms = tonumber(ARGV[10]), most = tonumber(ARGV[11]), assumed = tonumber(ARGV[12]),
}
local lease_ms = tonumber(ARGV[14])

local record = redis.call('HMGET', key.node(node), 'session', 'builds', 'workers', 'drain')
if not record[1] then return { 'unknown-node', now } end
if record[1] ~= ARGV[3] then return { 'stale-session', now } end
local drain = record[4] == '1' and 1 or 0

local ended = redis.call('SMEMBERS', key.node_ended(node))
if #ended > 0 then
  local gone = {}
  for _, id in ipairs(ended) do gone[id] = true end
  for _, lease in ipairs(redis.call('HKEYS', key.node_leases(node))) do
    if gone[string.match(lease, '^[^/]+')] then redis.call('HDEL', key.node_leases(node), lease) end
  end
  redis.call('DEL', key.node_ended(node))
end

for _, answer in ipairs(redis.call('LRANGE', key.node_answers(node), 0, -1)) do
  if string.sub(answer, 1, #request + 1) == request .. '|' then
    return { 'leased', now, 1, drain, string.sub(answer, #request + 2), unpack(ended) }
  end
end

mark_live(node, record[2], tonumber(record[3]))
want = math.min(want, tonumber(ARGV[13]) - redis.call('HLEN', key.node_leases(node)))
if drain == 1 then want = 0 end

local jobs, refused = {}, {}

local function load_job(id)
  local found = jobs[id]
  if found then return found end
  local raw = redis.call('HMGET', key.job(id), 'state', 'owner', 'build', 'seed', 'forced', 'limit', 'weight', 'arms',
    'fresh', 'carved', 'room', 'class')
  if raw[1] ~= 'queued' and raw[1] ~= 'running' then return nil end
  local arms = tonumber(raw[8])
  local checkpoints, configs_at = load_checkpoints(id)
  found = {
    id = id, state = raw[1], owner = raw[2], build = raw[3], seed = raw[4], forced = tonumber(raw[5]),
    limit = tonumber(raw[6]), weight = tonumber(raw[7]), arms = arms, fresh = tonumber(raw[9]),
    carved = tonumber(raw[10]), room = tonumber(raw[11]), checkpoints = checkpoints,
    configs_at = configs_at, workers = tonumber(redis.call('HGET', key.workers, raw[3]) or '1'), leased = 0,
    chunks = {}, leases = {},
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

local function take_open(job)
  for _, field in ipairs(redis.call('ZRANGE', key.job_open(job.id), 0, 15)) do
    local chunk = unpack_chunk(redis.call('HGET', key.job_chunks(job.id), field))
    if may_retry(chunk) then
      redis.call('ZREM', key.job_open(job.id), field)
      return field, chunk
    end
  end
  return nil
end

local function carve(job)
  local arm, cursor
  if job.fresh < job.arms then
    arm, cursor = tostring(job.fresh), 0
    job.fresh = job.fresh + 1
  else
    local next_arm = redis.call('ZRANGE', key.job_cursors(job.id), 0, 0, 'WITHSCORES')
    if #next_arm == 0 then return nil end
    arm, cursor = next_arm[1], tonumber(next_arm[2])
  end
  local own_limit = redis.call('HGET', key.job_arms(job.id), 'l' .. arm)
  local limit = own_limit and tonumber(own_limit) or job.limit
  local _, checkpoint = segment_of(job.checkpoints, cursor)
  local count = chunk_size(pacing, speed, job.carved, job.room, math.min(checkpoint, limit) - cursor, job.workers, job.forced)
  job.carved = job.carved + count
  job.room = job.room - count
  redis.call('HSET', key.job_arms(job.id), 'c' .. arm, whole(cursor + count))
  if cursor + count < limit then
    redis.call('ZADD', key.job_cursors(job.id), cursor + count, arm)
  else
    redis.call('ZREM', key.job_cursors(job.id), arm)
  end
  return arm .. ':' .. whole(cursor), new_chunk(count)
end

local answer = {}

local function grant(job, field, chunk)
  chunk.generation = chunk.generation + 1
  chunk.state = 'l'
  chunk.holder = node
  local rate = speed > 0 and speed or pacing.assumed
  local expected_ms = chunk.count * 1000 / rate
  local arm, start = string.match(field, '^(%d+):(%d+)$')
  -- Heartbeats keep a lease alive; this deadline is for a lease whose node never heard of it or forgot it.
  local due = now + 10 * lease_ms + 4 * expected_ms
  job.chunks[#job.chunks + 1] = field
  job.chunks[#job.chunks + 1] = pack_chunk(chunk)
  job.leases[#job.leases + 1] = job.id .. '/' .. field
  job.leases[#job.leases + 1] = chunk.generation .. ',' .. chunk.count .. ',' .. whole(due)
  job.leased = job.leased + 1
  local config_at = job.configs_at + tonumber(arm) * 64
  answer[#answer + 1] = table.concat({ job.id, arm, start, chunk.count, chunk.generation, job.build,
    redis.call('GETRANGE', key.job_configs(job.id), config_at, config_at + 63), job.seed }, ',')
  return expected_ms
end

local function is_exhausted(job)
  return job.fresh >= job.arms and redis.call('EXISTS', key.job_cursors(job.id), key.job_open(job.id)) == 0
end

-- The owner to serve next: the least start tag over the node's builds. Tags in the index may lag behind; they only rise,
-- so the least one is true once it equals the owner's own.
local function next_owner(builds, allowed)
  local best
  for _, build in ipairs(builds) do
    local index = key.run_owners(build)
    local position = 0
    while true do
      local entry = redis.call('ZRANGE', index, position, position, 'WITHSCORES')
      if #entry == 0 then break end
      local owner, tag = entry[1], tonumber(entry[2])
      local finish = tonumber(redis.call('ZSCORE', key.fair, owner) or '0')
      if finish > tag then
        redis.call('ZADD', index, finish, owner)
      elseif refused[build .. owner] or (allowed and not allowed[owner]) then
        position = position + 1
      else
        if not best or tag < best.tag then best = { build = build, owner = owner, tag = tag } end
        break
      end
    end
  end
  return best
end

local function charge(best, job, cost)
  local clock = tonumber(redis.call('GET', key.fair_clock) or '0')
  local start = math.max(clock, best.tag)
  local finish = start + cost / job.weight
  if start > clock then redis.call('SET', key.fair_clock, string.format('%.3f', start)) end
  redis.call('ZADD', key.fair, finish, best.owner)
  redis.call('ZADD', key.run_owners(best.build), 'XX', finish, best.owner)
end

local function serve(best)
  local list = key.run_jobs(best.build, best.owner)
  for _, id in ipairs(redis.call('ZRANGE', list, 0, 15)) do
    local job = load_job(id)
    if job == nil then
      make_idle(id, best.owner, best.build)
    else
      local field, chunk = take_open(job)
      if field == nil then field, chunk = carve(job) end
      if field ~= nil then
        local cost = grant(job, field, chunk)
        charge(best, job, cost)
        if is_exhausted(job) then make_idle(id, best.owner, best.build) end
        return true
      end
      if is_exhausted(job) then make_idle(id, best.owner, best.build) end
    end
  end
  refused[best.build .. best.owner] = true
  return false
end

local builds, allowed = {}, nil
for build in string.gmatch(ARGV[6], '[^,]+') do builds[#builds + 1] = build end
if ARGV[8] ~= '*' then
  allowed = {}
  for owner in string.gmatch(ARGV[8], '[^,]+') do allowed[owner] = true end
end
while #answer < want do
  local best = next_owner(builds, allowed)
  if best == nil then break end
  serve(best)
end

for id, job in pairs(jobs) do
  if job.leased > 0 then
    redis.call('HSET', key.job_chunks(id), unpack(job.chunks))
    redis.call('HSET', key.node_leases(node), unpack(job.leases))
    redis.call('HINCRBY', key.job_holders(id), node, job.leased)
    redis.call('HSET', key.job(id), 'fresh', job.fresh, 'carved', whole(job.carved), 'room', whole(job.room))
    if job.state == 'queued' then transition(id, 'running', '') end
  end
end
local leases = table.concat(answer, ';')
if #answer > 0 then
  redis.call('LPUSH', key.node_answers(node), request .. '|' .. leases)
  redis.call('LTRIM', key.node_answers(node), 0, 3)
  unpark(node, record[2])
elseif want > 0 then
  for _, build in ipairs(builds) do redis.call('ZADD', key.idle(build), now, node) end
end
return { 'leased', now, 0, drain, leases, unpack(ended) }

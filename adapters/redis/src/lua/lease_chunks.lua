#!lua flags=allow-oom
-- Gives a node chunks to run: given-back ones first, else carved from where a job's cursor stands. Owners share by
-- start-time fair queueing, an owner's small jobs go first. Idempotent by the request id: a repeated one gets the same
-- leases. With nothing to give the node is parked, to be woken when work appears.
-- KEYS[1]  {wl}  the shard tag
-- Reads  {wl}:run:<build>, {wl}:run:<build>:<owner>, {wl}:job:<id>:configs, {wl}:workers
-- Writes {wl}:job:<id>, …:chunks, …:open, …:proofs, …:cursors, …:arms, …:holders, {wl}:node:<id>, …:leases, …:ended, …:answers,
--   {wl}:nodes:live, {wl}:idle:<build>, {wl}:fair, {wl}:fair:clock, {wl}:jobs:queued, {wl}:jobs:running, {wl}:outbox
-- ARGV[1]  clockOffsetMs     ms, 0 but in fault tests
-- ARGV[2]  node              node id
-- ARGV[3]  session           of the node's current start
-- ARGV[4]  requestId         new per exchange, kept over its retries
-- ARGV[5]  want              leases at most
-- ARGV[6]  builds            engine builds, comma separated
-- ARGV[7]  speed             iterations per second of one worker, 0 while unknown
-- ARGV[8]  firstMs           ms of a first chunk
-- ARGV[9]  fullMs            ms of a chunk
-- ARGV[10] maxChunk          iterations
-- ARGV[11] assumedSpeed      iterations per second of a worker that was not measured
-- ARGV[12] maxHeld           leases a node may hold
-- ARGV[13] leaseMs           ms
-- Returns {'leased', nowMs, replayed 0|1, drain 0|1, leases, ended jobs…} | {'stale-session', nowMs} | {'unknown-node', nowMs}
--   | {'revoked', nowMs}
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
  first_ms = tonumber(ARGV[8]), full_ms = tonumber(ARGV[9]), most = tonumber(ARGV[10]), assumed = tonumber(ARGV[11]),
}
local lease_ms = tonumber(ARGV[13])

local record = redis.call('HMGET', key.node(node), 'session', 'builds', 'workers', 'drain', 'ended', 'answered', 'parked',
  'living', 'owner', 'share', 'users', 'revoked', 'quarantined')
local node_owner = record[9] or ''
if record[12] then return { 'revoked', now } end
if not record[1] then return { 'unknown-node', now } end
if record[1] ~= ARGV[3] then return { 'stale-session', now } end
local drain = record[4] == '1' and 1 or 0

local ended = {}
if record[5] then
  ended = redis.call('SMEMBERS', key.node_ended(node))
  local gone = {}
  for _, id in ipairs(ended) do gone[id] = true end
  for _, lease in ipairs(redis.call('HKEYS', key.node_leases(node))) do
    if gone[string.match(lease, '^[^/]+')] then redis.call('HDEL', key.node_leases(node), lease) end
  end
  redis.call('DEL', key.node_ended(node))
  redis.call('HDEL', key.node(node), 'ended')
end

local answered = record[6] or ''
if listed(answered, request) then
  return { 'leased', now, 1, drain, redis.call('HGET', key.node_answers(node), request), unpack(ended) }
end

-- A node that was taken for dead and asks for work is back. Otherwise only heartbeats say that it lives.
if not record[8] then mark_live(node, record[2], tonumber(record[3])) end
want = math.min(want, tonumber(ARGV[12]) - redis.call('HLEN', key.node_leases(node)))
-- A node that was found to bring false results is given nothing more.
if drain == 1 or record[13] then want = 0 end

local jobs, refused, answer = {}, {}, {}
local clock = tonumber(redis.call('GET', key.fair_clock) or '0')

--include carving
local function config_of(job, arm)
  if not job.configs[arm] then
    local from = job.configs_at + tonumber(arm) * 64
    job.configs[arm] = redis.call('GETRANGE', key.job_configs(job.id), from, from + 63)
  end
  return job.configs[arm]
end

local function grant(job, field, chunk)
  chunk.generation = chunk.generation + 1
  chunk.state = 'l'
  chunk.holder = node
  local expected_ms = chunk.count * 1000 / (speed > 0 and speed or pacing.assumed)
  local arm, start = string.match(field, '^(%d+):(%d+)$')
  -- Heartbeats keep a lease alive; this deadline is for a lease whose node never heard of it or forgot it.
  local due = now + 10 * lease_ms + 4 * expected_ms
  job.chunks[#job.chunks + 1] = field
  job.chunks[#job.chunks + 1] = pack_chunk(chunk)
  job.leases[#job.leases + 1] = job.id .. '/' .. field
  job.leases[#job.leases + 1] = chunk.generation .. ',' .. chunk.count .. ',' .. whole(due)
  job.leased = job.leased + 1
  answer[#answer + 1] = table.concat({ job.id, arm, start, chunk.count, chunk.generation, job.build, config_of(job, arm),
    job.seed }, ',')
  return expected_ms
end

-- The owner to serve next: the least start tag over the node's builds, and the tag up to which no other comes first. Tags
-- in the index may lag behind; they only rise, so the least one is true once it equals the owner's own.
local function next_owner(builds, allowed)
  local best, bound
  local function offer(build, owner, tag)
    if not best or tag < best.tag then
      if best then bound = best.tag end
      best = { build = build, owner = owner, tag = tag }
    elseif not bound or tag < bound then
      bound = tag
    end
  end
  for _, build in ipairs(builds) do
    local index, position, offered = key.run_owners(build), 0, 0
    local entries, width = {}, 0
    while offered < 2 do
      if position >= width then
        width = 2 * position + 4
        entries = redis.call('ZRANGE', index, 0, width - 1, 'WITHSCORES')
      end
      local owner, tag = entries[2 * position + 1], tonumber(entries[2 * position + 2])
      if not owner then break end
      local finish = tonumber(redis.call('ZSCORE', key.fair, owner) or '0')
      if finish > tag then
        redis.call('ZADD', index, finish, owner)
        width = 0
      else
        if not refused[build .. owner] and (not allowed or allowed[owner]) then
          offer(build, owner, tag)
          offered = offered + 1
        end
        position = position + 1
      end
    end
  end
  if best then best.bound = bound end
  return best
end

-- The next chunk of the owner's jobs, small ones first.
local function find_chunk(best)
  local list = redis.call('ZRANGE', key.run_jobs(best.build, best.owner), 0, 15)
  for _, id in ipairs(list) do
    local job = load_job(id)
    if job then
      local field, chunk = take_open(job)
      if not field then field, chunk = carve(job) end
      if field then return job, field, chunk end
    end
    if not job or is_exhausted(job) then make_idle(id, best.owner, best.build) end
  end
  return nil
end

-- Serves one owner until their share is used up, and charges them.
local function serve(best)
  local last
  while #answer < want and (not best.bound or best.tag <= best.bound) do
    local job, field, chunk = last, nil, nil
    if last then
      field, chunk = take_open(last)
      if not field then field, chunk = carve(last) end
    end
    if not field then job, field, chunk = find_chunk(best) end
    if not field then
      refused[best.build .. best.owner] = true
      break
    end
    last = job
    clock = math.max(clock, best.tag)
    best.tag = clock + grant(job, field, chunk) / job.weight
    best.charged = true
  end
  if best.charged then
    redis.call('ZADD', key.fair, best.tag, best.owner)
    redis.call('ZADD', key.run_owners(best.build), 'XX', best.tag, best.owner)
  end
end

local builds, allowed = {}, nil
for build in string.gmatch(ARGV[6], '[^,]+') do builds[#builds + 1] = build end
-- Whose jobs the node may run: nobody's while it has no owner.
if not (record[9] and record[10] == 'public') then
  allowed = {}
  if record[9] then allowed[record[9]] = true end
  if record[10] == 'users' then
    for owner in string.gmatch(record[11] or '', '[^,]+') do allowed[owner] = true end
  end
end
while #answer < want do
  local best = next_owner(builds, allowed)
  if best == nil then break end
  serve(best)
end

for id, job in pairs(jobs) do
  if job.leased > 0 then
    local exhausted = is_exhausted(job)
    park_arm(job)
    redis.call('HSET', key.job_chunks(id), unpack(job.chunks))
    redis.call('HSET', key.node_leases(node), unpack(job.leases))
    redis.call('HINCRBY', key.job_holders(id), node, job.leased)
    redis.call('HSET', key.job(id), 'fresh', job.fresh, 'carved', whole(job.carved), 'room', whole(job.room))
    if job.state == 'queued' then transition(id, 'running', '') end
    if exhausted then make_idle(id, job.owner, job.build) end
  end
end
local leases = table.concat(answer, ';')
if #answer > 0 then
  redis.call('SET', key.fair_clock, string.format('%.3f', clock))
  local oldest = string.match(answered, '^([^,]+),[^,]+,[^,]+,[^,]+$')
  if oldest then
    redis.call('HDEL', key.node_answers(node), oldest)
    answered = string.sub(answered, #oldest + 2)
  end
  redis.call('HSET', key.node_answers(node), request, leases)
  redis.call('HSET', key.node(node), 'answered', append(answered, request))
  if record[7] then unpark(node, record[2]) end
elseif want > 0 then
  redis.call('HSET', key.node(node), 'parked', '1')
  for _, build in ipairs(builds) do redis.call('ZADD', key.idle(build), now, node) end
end
return { 'leased', now, 0, drain, leases, unpack(ended) }

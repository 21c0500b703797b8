#!lua flags=allow-oom
-- Takes what a node says became of chunks of one job: results (each counted once), failures, and chunks given back.
-- Idempotent by the chunk: a repeated report finds the chunk done, or no longer its own.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:job:<id>, …:chunks, …:open, …:proofs, …:arms, …:pending:<arm>:<segment>, …:dirty, …:holders, {wl}:node:<id>,
--   …:leases, {wl}:folds, {wl}:meter:<bucket>, {wl}:outbox, {wl}:node:<id>:unproven, for failures
--   what `reopen` writes, and for false claims what `quarantine` writes
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  node           node id
-- ARGV[3]  job            job id
-- ARGV[4]  progressMs     ms, least time between two folds of a job
-- ARGV[5]  attempts       distinct nodes that may fail a chunk before it is dead
-- ARGV[6]  losses         leases of a chunk that may be lost with their node before it is dead
-- ARGV[7]  salt           random, new per call: draws which results are checked
-- ARGV[8]  agreed         confirmed results after which a node is proven
-- ARGV[9]  least          least share of a proven node's results that are checked
-- ARGV[10] opinions       different results for one chunk at most
-- ARGV[11…] kind, arm, start, count, generation, digest, computeMs, text   per report; kind r result, f failure, b given back;
--   digest 64 hex of the aggregate (results), text the aggregate (results) or the reason (failures)
-- Returns {state or '', ms until this call's results are due to be folded or -1 when that was known, reopened iterations,
--   quarantined nodes joined by commas, outcome…}
--include keys
--include clock
--include chunk-record
--include checkpoints
--include outbox
--include run-index
--include transition
--include reopen
--include fleet-live
--include fleet
--include ownership
--include proof
local node, id = ARGV[2], ARGV[3]
local bounds = { attempts = tonumber(ARGV[5]), losses = tonumber(ARGV[6]) }
local proof = { agreed = tonumber(ARGV[8]), least = tonumber(ARGV[9]), opinions = tonumber(ARGV[10]) }
local salt = ARGV[7]
local WIDTH, FIRST = 8, 11
local METER_MS, METER_KEEP_MS = 10000, 120000

local job = redis.call('HMGET', key.job(id), 'state', 'published', 'owner', 'build', 'class')
local state = job[1]
if not state then
  local reply = { '', -1, 0, '' }
  for _ = FIRST, #ARGV, WIDTH do reply[#reply + 1] = 'unknown' end
  return reply
end
local checkpoints = load_checkpoints(id)
local is_live = state == 'running' or state == 'queued'

local me = redis.call('HMGET', key.node(node), 'owner', 'agreed', 'quarantined')
local my_owner = me[1] or ''
local is_own = my_owner == job[3]

local reply = { state, -1, 0, '' }
local summaries, chunk_writes, gone, left, counted_by_arm, texts = {}, {}, {}, {}, {}, {}
local counted, iterations, compute, reopened = 0, 0, 0, 0
local unproven, losers, held = {}, {}, 0

local function is_former_holder(chunk, generation)
  if chunk.holder == node then return generation <= chunk.generation end
  return generation <= chunk.generation and listed(chunk.past, node)
end

-- Chunks are read at once and kept here, so that a batch that names one twice sees what it did itself.
local chunks, finished_arms = {}, {}
do
  local fields = {}
  for at = FIRST, #ARGV, WIDTH do fields[#fields + 1] = ARGV[at + 1] .. ':' .. ARGV[at + 2] end
  local values = redis.call('HMGET', key.job_chunks(id), unpack(fields))
  for index, field in ipairs(fields) do
    if values[index] and not chunks[field] then chunks[field] = unpack_chunk(values[index]) end
  end
end

local function is_arm_finished(arm)
  if finished_arms[arm] == nil then finished_arms[arm] = redis.call('HEXISTS', key.job_arms(id), 'k' .. arm) == 1 end
  return finished_arms[arm]
end

-- The chunk is in nobody's hands and on no list, whatever it was.
local function take_off(field, chunk)
  if chunk.state == 'l' then left[chunk.holder] = (left[chunk.holder] or 0) + 1 end
  if chunk.state == 'l' and chunk.holder ~= node then redis.call('HDEL', key.node_leases(chunk.holder), id .. '/' .. field) end
  if chunk.state == 'o' then
    redis.call('ZREM', key.job_open(id), field)
    redis.call('ZREM', key.job_proofs(id), field)
  end
  gone[#gone + 1] = id .. '/' .. field
end

-- Whether the result counts now: 'count', or what the node is told instead.
local function weigh(field, start, chunk, digest)
  if is_own and chunk.claims == '' then return 'count' end
  local claims, agree = claims_of(chunk), false
  for _, claim in ipairs(claims) do
    if claim.node == node then return claim.digest == string.sub(digest, 1, CLAIM_DIGEST) and 'repeated' or 'mismatch' end
    if claim.owner == my_owner and not is_own then return 'unneeded' end
    agree = agree or claim.digest == string.sub(digest, 1, CLAIM_DIGEST)
  end
  if is_own or agree then
    for _, claim in ipairs(claims) do
      if claim.digest == string.sub(digest, 1, CLAIM_DIGEST) then confirm(claim.node) else losers[#losers + 1] = claim.node end
    end
    if not is_own then confirm(node) end
    return 'count'
  end
  if #claims == 0 and not is_drawn(tonumber(me[2] or '0'), proof, salt, field) then
    unproven[#unproven + 1] = id .. '/' .. string.match(field, '^%d+')
    return 'count'
  end
  add_claim(chunk, node, my_owner, digest)
  take_off(field, chunk)
  remember_holder(chunk)
  if not listed(chunk.past, node) then chunk.past = append(chunk.past, node) end
  chunk.state = 'o'
  chunk_writes[#chunk_writes + 1] = field
  chunk_writes[#chunk_writes + 1] = pack_chunk(chunk)
  redis.call('ZADD', key.job_proofs(id), start, field)
  make_runnable(id, job[3], job[4], job[5])
  held = held + chunk.count
  if #claims + 1 >= proof.opinions then
    return 'disputed'
  end
  return 'held'
end

local function take_result(field, arm, start, chunk, digest, text, compute_ms)
  local weight = is_arm_finished(arm) and 'count' or weigh(field, start, chunk, digest)
  if weight ~= 'count' then return weight end
  take_off(field, chunk)
  if chunk.holder ~= node then remember_holder(chunk) end
  chunk.state = 'd'
  chunk.holder = node
  chunk.failed = ''
  chunk.claims = ''
  chunk.digest = string.sub(digest, 1, 16)
  chunk_writes[#chunk_writes + 1] = field
  chunk_writes[#chunk_writes + 1] = pack_chunk(chunk)
  if is_arm_finished(arm) then return 'unneeded' end
  local segment = arm .. ':' .. segment_of(checkpoints, tonumber(start))
  texts[segment] = texts[segment] or {}
  texts[segment][#texts[segment] + 1] = text
  counted_by_arm[arm] = (counted_by_arm[arm] or 0) + chunk.count
  counted = counted + 1
  iterations = iterations + chunk.count
  compute = compute + tonumber(compute_ms)
  summaries[#summaries + 1] = table.concat({ arm, start, chunk.count, chunk.generation, compute_ms, digest }, ',')
  return 'counted'
end

local function outcome_of(at)
  local kind, arm, start, count, generation = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], tonumber(ARGV[at + 4])
  local field = arm .. ':' .. start
  local chunk = chunks[field]
  if chunk == nil then return is_live and 'unknown' or 'unneeded' end
  if tostring(chunk.count) ~= count or generation > chunk.generation then return 'unknown' end
  if not is_former_holder(chunk, generation) then return 'foreign' end
  if kind == 'r' then
    if chunk.state == 'd' then
      return chunk.digest == string.sub(ARGV[at + 5], 1, 16) and 'repeated' or 'mismatch'
    end
    if not is_live or chunk.state == 'x' or me[3] then return 'unneeded' end
    return take_result(field, arm, start, chunk, ARGV[at + 5], ARGV[at + 7], ARGV[at + 6])
  end
  if not is_live or chunk.state ~= 'l' or chunk.holder ~= node or chunk.generation ~= generation then return 'unneeded' end
  reopened = reopened + reopen(id, field, node, kind == 'f' and 'failure' or 'returned', ARGV[at + 7], bounds)
  chunks[field] = unpack_chunk(redis.call('HGET', key.job_chunks(id), field))
  state = redis.call('HGET', key.job(id), 'state')
  is_live = state == 'running'
  return 'counted'
end

local function write_results()
  if #chunk_writes > 0 then redis.call('HSET', key.job_chunks(id), unpack(chunk_writes)) end
  for holder, number in pairs(left) do
    if redis.call('HINCRBY', key.job_holders(id), holder, -number) <= 0 then
      redis.call('HDEL', key.job_holders(id), holder)
    end
  end
  if #gone > 0 then redis.call('HDEL', key.node_leases(node), unpack(gone)) end
  if #unproven > 0 then redis.call('SADD', key.node_unproven(node), unpack(unproven)) end
  if counted == 0 then return end
  for segment, list in pairs(texts) do
    -- A segment with pending texts is dirty already.
    if redis.call('RPUSH', key.job_pending(id, segment), unpack(list)) == #list then
      redis.call('SADD', key.job_dirty(id), segment)
    end
  end
  for arm, number in pairs(counted_by_arm) do redis.call('HINCRBY', key.job_arms(id), 'n' .. arm, number) end
  redis.call('HINCRBY', key.job(id), 'compute', compute)
  redis.call('HINCRBY', key.node(node), 'done', counted)
  local meter = key.meter(whole(math.floor(now / METER_MS)))
  redis.call('HINCRBY', meter, 'chunks', counted)
  if redis.call('HINCRBY', meter, 'iterations', iterations) == iterations then redis.call('PEXPIRE', meter, METER_KEEP_MS) end
  append_chunks_fact(id, node, table.concat(summaries, ';'))
end

-- After everything of this call was written: what a false claim drew with it is taken back, this very job included.
local function settle_losers()
  local told, given_back = {}, {}
  for _, loser in ipairs(losers) do
    if quarantine(loser, bounds, given_back) then told[#told + 1] = loser end
  end
  reply[4] = table.concat(told, ',')
  for _, iterations_back in pairs(given_back) do reopened = reopened + iterations_back end
end

-- Results first: a failure in the same batch may end the job, and what was computed before it counts.
local outcomes, has_other = {}, false
for at = FIRST, #ARGV, WIDTH do
  if ARGV[at] == 'r' then outcomes[at] = outcome_of(at) else has_other = true end
end
write_results()
if has_other then
  for at = FIRST, #ARGV, WIDTH do
    if ARGV[at] ~= 'r' then outcomes[at] = outcome_of(at) end
  end
end
settle_losers()
for at = FIRST, #ARGV, WIDTH do
  if outcomes[at] == 'disputed' then
    outcomes[at] = 'held'
    if redis.call('HGET', key.job(id), 'state') == 'running' then
      transition(id, 'failed', 'No two machines agree on chunk ' .. ARGV[at + 1] .. ':' .. ARGV[at + 2]
        .. ': ' .. ARGV[10] .. ' results, all different')
    end
  end
  reply[#reply + 1] = outcomes[at]
end
state = redis.call('HGET', key.job(id), 'state')
is_live = state == 'running'

-- Only the call that made the job due says so: whoever polls finds it anyway.
if counted > 0 and is_live then
  local due = math.max(now, tonumber(job[2] or '0') + tonumber(ARGV[4]))
  if redis.call('ZADD', key.folds, 'NX', due, id) == 1 then reply[2] = due - now end
end
reply[1] = state
reply[3] = reopened + held
return reply

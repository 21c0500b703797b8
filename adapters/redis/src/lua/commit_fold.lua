#!lua flags=allow-oom
-- Commits what a sentinel merged of one segment, if no other did in between; takes exactly the merged texts out of the
-- pending list. With a decided checkpoint the segment joins the arm's prefix, and the arm either goes on or is finished;
-- with its last arm the job is done. Idempotent by the fold number: a second commit changes nothing.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:job:<id>, …:arms, …:segments, …:dirty, …:pending:<arm>:<segment>, …:cursors, …:open, …:proofs, …:results, {wl}:run:*,
--   {wl}:outbox, and for the last arm what `transition` writes
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  job            job id
-- ARGV[3]  arm            index
-- ARGV[4]  segment        index
-- ARGV[5]  fold           number of the fold this builds on
-- ARGV[6]  merged         pending texts merged
-- ARGV[7]  action         fold | advance | finish
-- ARGV[8]  iterations     of `text`: of the segment (fold), else of the prefix up to the checkpoint
-- ARGV[9]  text           merged aggregate: of the segment (fold), else of the prefix
-- ARGV[10] summary        `mean,stdError` of what is known of the arm; '' to leave it
-- ARGV[11] limit          iterations of the arm that may be carved; 0 to leave it
-- ARGV[12] digest         64 hex of `text` (finish)
-- Returns {'stale'} | {'committed', state, iterations that can be carved anew, more 0|1}
--   more: the arm's next segment is complete and waits for its decision
--include keys
--include clock
--include checkpoints
--include outbox
--include run-index
--include transition
local id, arm, segment, action = ARGV[2], ARGV[3], ARGV[4], ARGV[7]
local name = arm .. ':' .. segment
local segments, arms = key.job_segments(id), key.job_arms(id)
local job = redis.call('HMGET', key.job(id), 'state', 'owner', 'build', 'class', 'limit', 'arms')
if job[1] ~= 'running' then return { 'stale' } end
if (redis.call('HGET', segments, 'q' .. name) or '0') ~= ARGV[5] then return { 'stale' } end
if redis.call('HEXISTS', arms, 'k' .. arm) == 1 then return { 'stale' } end
local decided = tonumber(redis.call('HGET', arms, 'd' .. arm) or '0')
if action ~= 'fold' and decided ~= tonumber(segment) then return { 'stale' } end
local pending = key.job_pending(id, name)
local waiting = redis.call('LLEN', pending)
if waiting < tonumber(ARGV[6]) then return { 'stale' } end

redis.call('LTRIM', pending, ARGV[6], -1)
if waiting == tonumber(ARGV[6]) then redis.call('SREM', key.job_dirty(id), name) end
if ARGV[10] ~= '' then redis.call('HSET', arms, 's' .. arm, ARGV[10]) end

local function raise_limit(limit)
  local old = tonumber(redis.call('HGET', arms, 'l' .. arm) or job[5])
  if limit <= old then return 0 end
  redis.call('HSET', arms, 'l' .. arm, whole(limit))
  redis.call('HINCRBY', key.job(id), 'room', whole(limit - old))
  local cursor = tonumber(redis.call('HGET', arms, 'c' .. arm) or '0')
  if cursor >= old then redis.call('ZADD', key.job_cursors(id), cursor, arm) end
  make_runnable(id, job[2], job[3], job[4])
  return limit - math.max(cursor, old)
end

local checkpoints = load_checkpoints(id)
local function length_of(index) return checkpoints[index + 1] - (checkpoints[index] or 0) end

if action == 'fold' then
  redis.call('HSET', segments, 'q' .. name, tonumber(ARGV[5]) + 1, 'n' .. name, ARGV[8], 't' .. name, ARGV[9])
  local carvable = raise_limit(tonumber(ARGV[11]))
  raise_seq(id)
  -- The segment may have become the undecided one since it was read.
  local more = 0
  if decided == tonumber(segment) and tonumber(ARGV[8]) == length_of(decided) then
    redis.call('SADD', key.job_dirty(id), name)
    more = 1
  end
  return { 'committed', 'running', carvable, more }
end

redis.call('HDEL', segments, 't' .. name, 'n' .. name)
-- The fold number stays: a resent commit of this very fold must find itself outdated.
redis.call('HSET', segments, 'q' .. name, tonumber(ARGV[5]) + 1)
redis.call('HSET', arms, 'd' .. arm, decided + 1)

if action == 'advance' then
  redis.call('HSET', segments, 'p' .. arm, ARGV[9])
  local carvable = raise_limit(tonumber(ARGV[11]))
  raise_seq(id)
  local next_name = arm .. ':' .. (decided + 1)
  local more = 0
  if tonumber(redis.call('HGET', segments, 'n' .. next_name) or '0') == length_of(decided + 1) then
    redis.call('SADD', key.job_dirty(id), next_name)
    more = 1
  end
  return { 'committed', 'running', carvable, more }
end

redis.call('HSET', arms, 'k' .. arm, ARGV[8])
redis.call('HDEL', segments, 'p' .. arm)
redis.call('HSET', key.job_results(id), arm, ARGV[9])
append_result_fact(id, arm, ARGV[8], ARGV[12])
local cursor = tonumber(redis.call('HGET', arms, 'c' .. arm) or '0')
local limit = tonumber(redis.call('HGET', arms, 'l' .. arm) or job[5])
redis.call('ZREM', key.job_cursors(id), arm)
if limit > cursor then redis.call('HINCRBY', key.job(id), 'room', whole(cursor - limit)) end
if cursor > tonumber(ARGV[8]) then
  for _, field in ipairs(redis.call('ZRANGE', key.job_open(id), 0, -1)) do
    if string.match(field, '^%d+') == arm then redis.call('ZREM', key.job_open(id), field) end
  end
  for _, field in ipairs(redis.call('ZRANGE', key.job_proofs(id), 0, -1)) do
    if string.match(field, '^%d+') == arm then redis.call('ZREM', key.job_proofs(id), field) end
  end
  for _, other in ipairs(redis.call('SMEMBERS', key.job_dirty(id))) do
    if string.match(other, '^%d+') == arm then
      redis.call('UNLINK', key.job_pending(id, other))
      redis.call('SREM', key.job_dirty(id), other)
    end
  end
end
if redis.call('HINCRBY', key.job(id), 'finished_arms', 1) == tonumber(job[6]) then
  transition(id, 'done', '')
  return { 'committed', 'done', 0, 0 }
end
raise_seq(id)
return { 'committed', 'running', 0, 0 }

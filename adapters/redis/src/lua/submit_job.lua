-- Queues a job with its configs and appends both to the outbox. Idempotent by the job's id and by the owner's idempotency
-- key. Also queues an archived unfinished job again after Redis was lost (version > 1): then no bound refuses it.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:job:<id>, …:definition, …:configs, {wl}:config:<hash>, {wl}:config-uses, {wl}:idempotency:<owner>:<key>,
--   {wl}:owner:<owner>:jobs, {wl}:jobs:queued, {wl}:jobs:active-by-owner, {wl}:run:<build>, {wl}:run:<build>:<owner>,
--   {wl}:fair, {wl}:outbox
-- ARGV[1]  clockOffsetMs   ms, 0 but in fault tests
-- ARGV[2]  id              job id
-- ARGV[3]  owner           user id
-- ARGV[4]  idempotencyKey  '' for none
-- ARGV[5]  requestDigest   the same key with another digest is a conflict
-- ARGV[6]  build           engine build, 64 hex
-- ARGV[7]  seed            whole number, never computed with
-- ARGV[8]  cap             iterations per arm
-- ARGV[9]  targetErrorPct  '' for none
-- ARGV[10] forced          iterations of every chunk, 0 to follow the nodes
-- ARGV[11] checkpoints     comma separated, ascending, ends with cap
-- ARGV[12] firstLimit      iterations per arm that may be carved before anything is known
-- ARGV[13] class           0 first
-- ARGV[14] weight          owner's share
-- ARGV[15] version         1; higher for a job queued again
-- ARGV[16] createdAtMs     0 for now
-- ARGV[17] maxJobs         unfinished jobs of all owners
-- ARGV[18] maxOwnerJobs    unfinished jobs of one owner
-- ARGV[19] maxOutbox       entries
-- ARGV[20] definition      JSON, stored untouched
-- ARGV[21] armCount        arms
-- ARGV[22] configs         the arms' config hashes, 64 hex each, joined
-- ARGV[23…] hash, text     each distinct config: hash and packed text
-- Returns {'accepted', id, createdAtMs, replayed 0|1} | {'conflict', id} | {'full', bound}
--include keys
--include clock
--include outbox
--include run-index
local id, owner, idempotency, digest, build = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local version = tonumber(ARGV[15])

local function first_answer(found)
  local job = redis.call('HMGET', key.job(found), 'owner', 'digest', 'created')
  if job[1] == owner and job[2] == digest then return { 'accepted', found, job[3], 1 } end
  return { 'conflict', found }
end

if redis.call('EXISTS', key.job(id)) == 1 then return first_answer(id) end
if idempotency ~= '' then
  local found = redis.call('GET', key.idempotency(owner, idempotency))
  if found and redis.call('EXISTS', key.job(found)) == 1 then
    if version == 1 then return first_answer(found) end
    idempotency = ''
  end
end
if version == 1 then
  if redis.call('ZCARD', key.jobs_queued) + redis.call('ZCARD', key.jobs_running) >= tonumber(ARGV[17]) then
    return { 'full', 'jobs' }
  end
  if tonumber(redis.call('HGET', key.jobs_active_by_owner, owner) or '0') >= tonumber(ARGV[18]) then
    return { 'full', 'owner-jobs' }
  end
  if redis.call('XLEN', key.outbox) >= tonumber(ARGV[19]) then return { 'full', 'outbox' } end
end

local created = ARGV[16] == '0' and whole(now) or ARGV[16]
local arms = tonumber(ARGV[21])
redis.call('HSET', key.job(id), 'state', 'queued', 'version', ARGV[15], 'owner', owner, 'build', build, 'seed', ARGV[7],
  'cap', ARGV[8], 'target', ARGV[9], 'forced', ARGV[10], 'limit', ARGV[12], 'class', ARGV[13], 'weight', ARGV[14],
  'arms', arms, 'fresh', 0, 'carved', 0, 'room', whole(arms * tonumber(ARGV[12])), 'created', created, 'seq', created)
-- Longer values stay out of the hash, which Redis then keeps in its compact form.
redis.call('HSET', key.job(id), 'digest', digest)
redis.call('SET', key.job_definition(id), ARGV[20])
redis.call('SET', key.job_configs(id), ARGV[11] .. '|' .. ARGV[22])
for index = 23, #ARGV, 2 do
  if redis.call('HINCRBY', key.config_uses, ARGV[index], 1) == 1 then
    redis.call('SET', key.config(ARGV[index]), ARGV[index + 1])
    append_config_fact(id, ARGV[index])
  end
end
if idempotency ~= '' then
  redis.call('SET', key.idempotency(owner, idempotency), id)
  redis.call('HSET', key.job(id), 'idempotency', idempotency)
end
redis.call('ZADD', key.owner_jobs(owner), 0, id)
redis.call('ZADD', key.jobs_queued, created, id)
redis.call('HINCRBY', key.jobs_active_by_owner, owner, 1)
make_runnable(id, owner, build, ARGV[13])
append_job_fact(id)
return { 'accepted', id, created, 0 }

-- Everything a job is made of, as of one moment, for the scrubber. Reads all chunks at once: for tests and operators, not
-- for a hot path.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:job:<id> and its parts, {wl}:node:<id>:leases of its holders, {wl}:run:<build>:<owner>, {wl}:jobs:queued,
--   {wl}:jobs:running
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  job            job id
-- Returns {} or {job fields, arms fields, chunks, open fields, cursors and scores, holders, segments (n fields),
--   pending {segment, iterations…}…, leases {node, field, value…}…, configs, runnable 0|1, queued 0|1, running 0|1, proofs fields}
--include keys
local id = ARGV[2]
local fields = redis.call('HGETALL', key.job(id))
if #fields == 0 then return {} end
local job = redis.call('HMGET', key.job(id), 'owner', 'build')
local pending = {}
for _, segment in ipairs(redis.call('SMEMBERS', key.job_dirty(id))) do
  local entry = { segment }
  for _, text in ipairs(redis.call('LRANGE', key.job_pending(id, segment), 0, -1)) do
    entry[#entry + 1] = string.match(text, '"iterations":(%d+)')
  end
  pending[#pending + 1] = entry
end
local leases = {}
for _, node in ipairs(redis.call('ZRANGE', key.nodes, 0, -1)) do
  local held = redis.call('HGETALL', key.node_leases(node))
  for index = 1, #held, 2 do
    local owner, field = string.match(held[index], '^([^/]+)/(.+)$')
    if owner == id then leases[#leases + 1] = { node, field, held[index + 1] } end
  end
end
local segments = {}
local all = redis.call('HGETALL', key.job_segments(id))
for index = 1, #all, 2 do
  if string.sub(all[index], 1, 1) == 'n' then
    segments[#segments + 1] = all[index]
    segments[#segments + 1] = all[index + 1]
  end
end
local function present(value) return value and 1 or 0 end
return {
  fields, redis.call('HGETALL', key.job_arms(id)), redis.call('HGETALL', key.job_chunks(id)),
  redis.call('ZRANGE', key.job_open(id), 0, -1), redis.call('ZRANGE', key.job_cursors(id), 0, -1, 'WITHSCORES'),
  redis.call('HGETALL', key.job_holders(id)), segments, pending, leases,
  redis.call('GETRANGE', key.job_configs(id), 0, 299),
  present(redis.call('ZSCORE', key.run_jobs(job[2], job[1]), id)),
  present(redis.call('ZSCORE', key.jobs_queued, id)), present(redis.call('ZSCORE', key.jobs_running, id)),
  redis.call('ZRANGE', key.job_proofs(id), 0, -1),
}

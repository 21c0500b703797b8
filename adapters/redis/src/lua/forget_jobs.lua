#!lua flags=allow-oom
-- Removes archived jobs whose time to stay is over, and configs that no job needs any more. Nothing else ever removes a job.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:jobs:archived, {wl}:job:<id> and its parts, {wl}:config:<hash>, {wl}:config-uses,
--   {wl}:idempotency:<owner>:<key>, {wl}:owner:<owner>:jobs, {wl}:folds
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  most           jobs at most
-- Returns jobs removed
--include keys
--include clock
local due = redis.call('ZRANGEBYSCORE', key.jobs_archived, '-inf', now, 'LIMIT', 0, ARGV[2])
for _, id in ipairs(due) do
  local job = redis.call('HMGET', key.job(id), 'owner', 'idempotency')
  local plan = redis.call('GET', key.job_configs(id)) or '|'
  local seen = {}
  for hash in string.gmatch(string.sub(plan, (string.find(plan, '|', 1, true)) + 1), string.rep('%x', 64)) do
    if not seen[hash] then
      seen[hash] = true
      if redis.call('HINCRBY', key.config_uses, hash, -1) <= 0 then
        redis.call('HDEL', key.config_uses, hash)
        redis.call('UNLINK', key.config(hash))
      end
    end
  end
  if job[1] then
    redis.call('ZREM', key.owner_jobs(job[1]), id)
    if job[2] then
      local name = key.idempotency(job[1], job[2])
      if redis.call('GET', name) == id then redis.call('DEL', name) end
    end
  end
  redis.call('UNLINK', key.job(id), key.job_definition(id), key.job_configs(id), key.job_chunks(id), key.job_arms(id),
    key.job_results(id), key.job_holders(id), key.job_proofs(id))
  redis.call('ZREM', key.folds, id)
  redis.call('ZREM', key.jobs_archived, id)
end
return #due

-- Moves a job to another state: raises version and seq, appends the fact, keeps the indexes. The caller has checked that
-- the job is in a state that allows it. What only a running job needs goes; results stay until they are archived, and the
-- holders until they were told.
-- seq is at least the time in ms, so that it rises even when Redis lost the last second of its log.
local function raise_seq(id)
  local seq = math.max(tonumber(redis.call('HGET', key.job(id), 'seq') or '0') + 1, now)
  redis.call('HSET', key.job(id), 'seq', whole(seq))
  return seq
end

local function transition(id, state, reason)
  local name = key.job(id)
  local job = redis.call('HMGET', name, 'owner', 'build', 'created')
  local owner, build = job[1], job[2]
  redis.call('HINCRBY', name, 'version', 1)
  redis.call('HSET', name, 'state', state)
  raise_seq(id)
  if state == 'running' then
    redis.call('HSET', name, 'started', whole(now))
    redis.call('ZREM', key.jobs_queued, id)
    redis.call('ZADD', key.jobs_running, job[3], id)
    append_job_fact(id)
    return
  end
  redis.call('HSET', name, 'finished', whole(now))
  if reason ~= '' then redis.call('HSET', name, 'reason', reason) end
  redis.call('ZREM', key.jobs_queued, id)
  redis.call('ZREM', key.jobs_running, id)
  if redis.call('HINCRBY', key.jobs_active_by_owner, owner, -1) <= 0 then
    redis.call('HDEL', key.jobs_active_by_owner, owner)
  end
  make_idle(id, owner, build)
  for _, node in ipairs(redis.call('HKEYS', key.job_holders(id))) do
    redis.call('SADD', key.node_ended(node), id)
    redis.call('HSET', key.node(node), 'ended', '1')
  end
  for _, segment in ipairs(redis.call('SMEMBERS', key.job_dirty(id))) do
    redis.call('UNLINK', key.job_pending(id, segment))
  end
  redis.call('UNLINK', key.job_open(id), key.job_proofs(id), key.job_cursors(id), key.job_dirty(id), key.job_segments(id))
  if state ~= 'done' then redis.call('UNLINK', key.job_results(id)) end
  -- The last message is published by whoever folds next.
  redis.call('ZADD', key.folds, now, id)
  append_job_fact(id)
end

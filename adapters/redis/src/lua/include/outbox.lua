-- Appends facts to the outbox in the script that makes them true. Texts that Redis holds anyway (definition, configs,
-- results) are not repeated in the entry: the reader joins them, and they stay until every fact of the job is archived.
local function append_job_fact(id)
  local job = redis.call('HMGET', key.job(id), 'version', 'state', 'reason', 'compute', 'created', 'started', 'finished')
  redis.call('XADD', key.outbox, '*', 'kind', 'job', 'job', id, 'version', job[1], 'state', job[2], 'reason', job[3] or '',
    'compute', job[4] or '0', 'created', job[5], 'started', job[6] or '', 'finished', job[7] or '')
  redis.call('HINCRBY', key.job(id), 'unarchived', 1)
end

local function append_config_fact(id, hash)
  redis.call('XADD', key.outbox, '*', 'kind', 'config', 'job', id, 'hash', hash)
  redis.call('HINCRBY', key.job(id), 'unarchived', 1)
end

-- `summaries`: `arm,start,count,generation,computeMs,digest` joined by `;`
local function append_chunks_fact(id, node, summaries)
  redis.call('XADD', key.outbox, '*', 'kind', 'chunks', 'job', id, 'node', node, 'chunks', summaries)
  redis.call('HINCRBY', key.job(id), 'unarchived', 1)
end

local function append_result_fact(id, arm, iterations, digest)
  redis.call('XADD', key.outbox, '*', 'kind', 'result', 'job', id, 'arm', arm, 'iterations', iterations, 'digest', digest)
  redis.call('HINCRBY', key.job(id), 'unarchived', 1)
end

local function append_node_fact(node, version, registered, text)
  redis.call('XADD', key.outbox, '*', 'kind', 'node', 'node', node, 'version', version, 'registered', registered,
    'seen', whole(now), 'registration', text)
end

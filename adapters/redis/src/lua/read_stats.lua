-- What the fleet and the queue do just now.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:nodes:live, {wl}:workers, {wl}:jobs:queued, {wl}:jobs:running, {wl}:meter:<bucket>, {wl}:outbox
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- Returns {living nodes, their workers, queued jobs, running jobs, chunks of the last minute, iterations of the last minute,
--   outbox entries}
--include keys
--include clock
local chunks, iterations = 0, 0
local current = math.floor(now / 10000)
for bucket = current - 6, current - 1 do
  local meter = redis.call('HMGET', key.meter(whole(bucket)), 'chunks', 'iterations')
  chunks = chunks + tonumber(meter[1] or '0')
  iterations = iterations + tonumber(meter[2] or '0')
end
return {
  redis.call('ZCARD', key.nodes_live), tonumber(redis.call('HGET', key.workers, '*') or '0'),
  redis.call('ZCARD', key.jobs_queued), redis.call('ZCARD', key.jobs_running), chunks, iterations,
  redis.call('XLEN', key.outbox),
}

#!lua flags=allow-oom
-- Finds nodes that missed their heartbeats and leases past their far deadline, and opens what they held. Any number of
-- sweepers may run it at once: each chunk is opened by whoever comes first. When nobody swept for a while (Redis or all
-- sentinels were away), nodes first get the time to be heard again.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:swept, {wl}:nodes:live, {wl}:node:<id>, …:leases, …:ended, …:answers, {wl}:workers, {wl}:idle:<build>,
--   {wl}:fair, and what `reopen` writes
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  deadAfterMs    ms without a heartbeat
-- ARGV[3]  gapMs          ms between two sweeps that count as an outage
-- ARGV[4]  maxLeases      leases to open in one call; it ends at the node that passes this
-- ARGV[5]  maxScanned     living nodes whose leases are looked through in one call
-- ARGV[6]  attempts       see complete_chunks
-- ARGV[7]  losses         see complete_chunks
-- Returns {dead nodes, reopened leases, more 0|1, node…, '', build, iterations, …}
--include keys
--include clock
--include chunk-record
--include outbox
--include run-index
--include transition
--include reopen
--include fleet-live
--include fleet
local bounds = { attempts = tonumber(ARGV[6]), losses = tonumber(ARGV[7]) }
local dead_after, most = tonumber(ARGV[2]), tonumber(ARGV[4])
local swept = redis.call('HMGET', key.swept, 'at', 'grace', 'position')
local grace = tonumber(swept[2] or '0')
if swept[1] and now - tonumber(swept[1]) > tonumber(ARGV[3]) then grace = now + dead_after end

local dead, reopened, released, more = {}, {}, 0, 0
if now >= grace then
  for _, node in ipairs(redis.call('ZRANGEBYSCORE', key.nodes_live, '-inf', now - dead_after - 1, 'LIMIT', 0, 100)) do
    if released >= most then more = 1; break end
    mark_dead(node)
    released = released + release_all(node, 'loss', bounds, reopened)
    dead[#dead + 1] = node
  end
  if #dead == 100 then more = 1 end
end

local position = tonumber(swept[3] or '0')
local scanned = redis.call('ZRANGE', key.nodes_live, position, position + tonumber(ARGV[5]) - 1)
for _, node in ipairs(scanned) do
  local held = redis.call('HGETALL', key.node_leases(node))
  for index = 1, #held, 2 do
    if tonumber(string.match(held[index + 1], '%d+$')) < now then
      local id, field = string.match(held[index], '^([^/]+)/(.+)$')
      local iterations = reopen(id, field, node, 'loss', '', bounds)
      released = released + 1
      if iterations > 0 then
        local build = redis.call('HGET', key.job(id), 'build')
        reopened[build] = (reopened[build] or 0) + iterations
      end
    end
  end
end
position = #scanned < tonumber(ARGV[5]) and 0 or position + #scanned
redis.call('HSET', key.swept, 'at', whole(now), 'grace', whole(grace), 'position', position)
-- A finish tag behind the clock says nothing any more.
redis.call('ZREMRANGEBYSCORE', key.fair, '-inf', '(' .. (redis.call('GET', key.fair_clock) or '0'))

local reply = { #dead, released, more }
for _, node in ipairs(dead) do reply[#reply + 1] = node end
reply[#reply + 1] = ''
for build, iterations in pairs(reopened) do
  reply[#reply + 1] = build
  reply[#reply + 1] = iterations
end
return reply

-- Which nodes live and what they can run. `workers` holds the workers of living nodes per build, and `*` for all.
local function add_workers(builds, workers)
  redis.call('HINCRBY', key.workers, '*', workers)
  for build in string.gmatch(builds, '[^,]+') do
    if redis.call('HINCRBY', key.workers, build, workers) <= 0 then redis.call('HDEL', key.workers, build) end
  end
end

local function mark_live(node, builds, workers)
  if redis.call('ZADD', key.nodes_live, now, node) == 1 then
    add_workers(builds, workers)
    redis.call('ZREM', key.nodes_dead, node)
    redis.call('HSET', key.node(node), 'living', '1')
  end
end

local function unpark(node, builds)
  redis.call('HDEL', key.node(node), 'parked')
  for build in string.gmatch(builds, '[^,]+') do redis.call('ZREM', key.idle(build), node) end
end

-- Which nodes live and what they can run. `workers` holds the workers of living nodes per build, and `*` for all.
local function add_workers(builds, workers)
  redis.call('HINCRBY', key.workers, '*', workers)
  for build in string.gmatch(builds, '[^,]+') do
    if redis.call('HINCRBY', key.workers, build, workers) <= 0 then redis.call('HDEL', key.workers, build) end
  end
end

local function mark_live(node, builds, workers)
  if not redis.call('ZSCORE', key.nodes_live, node) then add_workers(builds, workers) end
  redis.call('ZADD', key.nodes_live, now, node)
end

local function unpark(node, builds)
  for build in string.gmatch(builds, '[^,]+') do redis.call('ZREM', key.idle(build), node) end
end

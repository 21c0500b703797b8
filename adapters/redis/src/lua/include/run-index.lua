-- The run index: per engine build the owners with runnable jobs, scored by their fair-queueing start tag, and per owner the
-- jobs, scored by class; members with equal scores are ordered by their id, which is the order of submission.
-- `fair` holds each owner's finish tag: worker milliseconds served, divided by the owner's weight. A tag at or behind the
-- clock says nothing, since whoever comes back starts at the clock: idle time is not saved up.
local function fair_start(owner)
  local clock = tonumber(redis.call('GET', key.fair_clock) or '0')
  local finish = tonumber(redis.call('ZSCORE', key.fair, owner) or '0')
  return math.max(clock, finish)
end

local function make_runnable(id, owner, build, class)
  local owners = key.run_owners(build)
  if redis.call('ZADD', key.run_jobs(build, owner), class, id) == 1 and not redis.call('ZSCORE', owners, owner) then
    redis.call('ZADD', owners, fair_start(owner), owner)
  end
end

local function make_idle(id, owner, build)
  local jobs = key.run_jobs(build, owner)
  redis.call('ZREM', jobs, id)
  if redis.call('EXISTS', jobs) == 0 then redis.call('ZREM', key.run_owners(build), owner) end
end

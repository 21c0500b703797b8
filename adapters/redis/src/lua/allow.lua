#!lua flags=allow-oom
-- Rate limit by GCRA: a bucket holds the theoretical arrival time of the next request. No window, so no double burst. A
-- resent command charges twice, which only errs on the careful side.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:rate:<bucket>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  bucket         whose requests
-- ARGV[3]  burst          requests at once
-- ARGV[4]  periodMs       ms per further request
-- ARGV[5]  cost           requests this one counts for
-- Returns {1, remaining} | {0, retryAfterMs}
--include keys
--include clock
local burst, period, cost = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local name = key.rate(ARGV[2])
local arrival = math.max(tonumber(redis.call('GET', name) or '0'), now)
local next_arrival = arrival + cost * period
local ahead = next_arrival - burst * period - now
if ahead > 0 then return { 0, math.ceil(ahead) } end
redis.call('SET', name, string.format('%.3f', next_arrival), 'PX', math.max(1, math.ceil(next_arrival - now)))
return { 1, math.floor((burst * period - (next_arrival - now)) / period) }

-- The one clock: Redis' own, in ms. ARGV[1] is an offset in ms that only fault tests set; programs send 0.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000) + tonumber(ARGV[1])

-- A whole number as text: Lua's own spelling rounds above 14 digits.
local function whole(number) return string.format('%.0f', number) end

#!lua flags=allow-oom
-- Takes or renews a term: one holder at a time, until a deadline. The fence rises with each new holder and never falls.
-- Idempotent: a repeated call of the holder renews.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:term:<name>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  name           of the task
-- ARGV[3]  holder         instance id
-- ARGV[4]  termMs         ms
-- Returns {'held', fence, ms left} | {'taken', holder, ms left}
--include keys
--include clock
local term = redis.call('HMGET', key.term(ARGV[2]), 'holder', 'fence', 'until')
local deadline = tonumber(term[3] or '0')
local fence = tonumber(term[2] or '0')
if deadline > now and term[1] ~= ARGV[3] then return { 'taken', term[1], deadline - now } end
-- A holder that comes back after its deadline may have been followed by another: it gets a new fence as well.
if deadline <= now then fence = fence + 1 end
redis.call('HSET', key.term(ARGV[2]), 'holder', ARGV[3], 'fence', fence, 'until', whole(now + tonumber(ARGV[4])))
return { 'held', fence, tonumber(ARGV[4]) }

#!lua flags=allow-oom
-- Makes the outbox and its consumer group where they are missing: at first use, or after Redis was emptied.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:outbox
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  group          consumer group
-- Returns 1
--include keys
local made = redis.pcall('XGROUP', 'CREATE', key.outbox, ARGV[2], '0', 'MKSTREAM')
if made.err and not string.find(made.err, 'BUSYGROUP', 1, true) then return redis.error_reply(made.err) end
return 1

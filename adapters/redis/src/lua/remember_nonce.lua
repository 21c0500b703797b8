#!lua flags=allow-oom
-- Whether a nonce is new. The attempt tells a command that was sent again from a request that is replayed.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:nonce:<nonce>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  nonce          with the key it was signed by
-- ARGV[3]  attempt        new per received request
-- ARGV[4]  keepMs         ms
-- Returns 1 when new, 0 when replayed
--include keys
if redis.call('SET', key.nonce(ARGV[2]), ARGV[3], 'NX', 'PX', ARGV[4]) then return 1 end
return redis.call('GET', key.nonce(ARGV[2])) == ARGV[3] and 1 or 0

-- Ids of every node known, living or dead, in order.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:nodes
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  after          node id, exclusive; '' for the first
-- ARGV[3]  most           nodes at most
-- Returns node ids
--include keys
local from = ARGV[2] == '' and '-' or '(' .. ARGV[2]
return redis.call('ZRANGEBYLEX', key.nodes, from, '+', 'LIMIT', 0, ARGV[3])

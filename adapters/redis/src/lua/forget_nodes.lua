#!lua flags=allow-oom
-- Removes nodes that have been dead for long, and archivers of the outbox that are gone and hold nothing. A node that comes
-- back registers again and is the same: its id follows from its key.
-- KEYS[1]  {wl}  the shard tag
-- Writes {wl}:nodes, {wl}:nodes:dead, {wl}:node:<id> and its parts, {wl}:outbox
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  keepMs         ms a dead node stays known
-- ARGV[3]  most           nodes at most
-- ARGV[4]  group          consumer group
-- ARGV[5]  idleMs         ms after which a silent archiver counts as gone
-- Returns nodes removed
--include keys
--include clock
local gone = redis.call('ZRANGEBYSCORE', key.nodes_dead, '-inf', now - tonumber(ARGV[2]), 'LIMIT', 0, ARGV[3])
for _, node in ipairs(gone) do
  redis.call('UNLINK', key.node(node), key.node_leases(node), key.node_ended(node), key.node_answers(node),
    key.node_unproven(node))
  redis.call('ZREM', key.nodes, node)
  redis.call('ZREM', key.nodes_dead, node)
end
local consumers = redis.pcall('XINFO', 'CONSUMERS', key.outbox, ARGV[4])
if not consumers.err then
  for _, fields in ipairs(consumers) do
    local consumer = {}
    for index = 1, #fields, 2 do consumer[fields[index]] = fields[index + 1] end
    if consumer.pending == 0 and consumer.idle > tonumber(ARGV[5]) then
      redis.call('XGROUP', 'DELCONSUMER', key.outbox, ARGV[4], consumer.name)
    end
  end
end
return #gone

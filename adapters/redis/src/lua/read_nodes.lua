-- Nodes as of one moment.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:node:<id>, {wl}:node:<id>:leases, {wl}:nodes:live
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2…] node           node ids
-- Returns per node {} or {id, living 0|1, leases, fields and values}
--include keys
local reply = {}
for index = 2, #ARGV do
  local id = ARGV[index]
  local fields = redis.call('HGETALL', key.node(id))
  if #fields == 0 then
    reply[#reply + 1] = {}
  else
    reply[#reply + 1] = {
      id, redis.call('ZSCORE', key.nodes_live, id) and 1 or 0, redis.call('HLEN', key.node_leases(id)), fields,
    }
  end
end
return reply

#!lua flags=allow-oom
-- Takes just enough parked nodes out of the idle set: one worker for each first chunk of work. A lost hint costs the pace
-- at which an idle node asks anyway.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:node:<id>, {wl}:nodes:live
-- Writes {wl}:idle:<build>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  build          engine build
-- ARGV[3]  workers        how many are wanted
-- ARGV[4]  most           nodes at most
-- ARGV[5]  owner          whose work it is: nodes that may not run it sleep on; '' for any
-- Returns node ids
--include keys
--include clock
--include fleet-live
local wanted, woken = tonumber(ARGV[3]), {}
for _, node in ipairs(redis.call('ZREVRANGE', key.idle(ARGV[2]), 0, tonumber(ARGV[4]) - 1)) do
  if wanted <= 0 then break end
  local record = redis.call('HMGET', key.node(node), 'builds', 'workers', 'owner', 'share', 'users')
  local may_run = ARGV[5] == '' or record[4] == 'public' or record[3] == ARGV[5]
    or (record[4] == 'users' and string.find(',' .. (record[5] or '') .. ',', ',' .. ARGV[5] .. ',', 1, true) ~= nil)
  if may_run or not record[1] then
    unpark(node, record[1] or ARGV[2])
    redis.call('ZREM', key.idle(ARGV[2]), node)
  end
  if may_run and record[1] and redis.call('ZSCORE', key.nodes_live, node) then
    woken[#woken + 1] = node
    wanted = wanted - tonumber(record[2])
  end
end
return woken

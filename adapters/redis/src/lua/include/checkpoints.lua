-- Checkpoints of a job as numbers, from its comma separated field.
local function parse_checkpoints(text)
  local list = {}
  for number in string.gmatch(text, '%d+') do list[#list + 1] = tonumber(number) end
  return list
end

-- The segment an iteration lies in (0 for the first) and the checkpoint that ends it.
local function segment_of(checkpoints, iteration)
  for index = 1, #checkpoints do
    if iteration < checkpoints[index] then return index - 1, checkpoints[index] end
  end
  return nil
end

-- A job's checkpoints, and where in {wl}:job:<id>:configs the config hashes begin. 300 characters hold any list.
local function load_checkpoints(id)
  local head = redis.call('GETRANGE', key.job_configs(id), 0, 299)
  local bar = string.find(head, '|', 1, true)
  return parse_checkpoints(string.sub(head, 1, bar - 1)), bar
end

-- A job as of one moment.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:job:<id>, …:definition, …:configs, …:arms
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2…] job            job ids
-- Returns per job {} or {id, definition, configs, fields and values of the job, fields and values of its arms}
--include keys
local reply = {}
for index = 2, #ARGV do
  local id = ARGV[index]
  local fields = redis.call('HGETALL', key.job(id))
  if #fields == 0 then
    reply[#reply + 1] = {}
  else
    reply[#reply + 1] = {
      id, redis.call('GET', key.job_definition(id)), redis.call('GET', key.job_configs(id)), fields,
      redis.call('HGETALL', key.job_arms(id)),
    }
  end
end
return reply

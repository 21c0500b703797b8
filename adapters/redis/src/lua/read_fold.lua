-- What a fold of a job needs: pending texts of dirty segments and what was folded of them before.
-- KEYS[1]  {wl}  the shard tag
-- Reads {wl}:job:<id>, …:configs, …:arms, …:segments, …:dirty, …:pending:<arm>:<segment>
-- ARGV[1]  clockOffsetMs  ms, 0 but in fault tests
-- ARGV[2]  job            job id
-- ARGV[3]  maxSegments    segments at most
-- ARGV[4]  maxTexts       pending texts per segment at most
-- Returns {} for an unknown job, else {state, target, checkpoints, then per segment:
--   {arm, segment, decided checkpoints of the arm, fold number, folded iterations, folded text, prefix text, pending text…}}
--   prefix text only when the segment is the arm's undecided one
--include keys
local id = ARGV[2]
local job = redis.call('HMGET', key.job(id), 'state', 'target')
if not job[1] then return {} end
local checkpoints = string.match(redis.call('GETRANGE', key.job_configs(id), 0, 299), '^[^|]*')
local reply = { job[1], job[2], checkpoints }
for _, name in ipairs(redis.call('SRANDMEMBER', key.job_dirty(id), ARGV[3])) do
  local arm, segment = string.match(name, '^(%d+):(%d+)$')
  local decided = tonumber(redis.call('HGET', key.job_arms(id), 'd' .. arm) or '0')
  local folded = redis.call('HMGET', key.job_segments(id), 'q' .. name, 'n' .. name, 't' .. name)
  local prefix = tonumber(segment) == decided and redis.call('HGET', key.job_segments(id), 'p' .. arm) or ''
  local texts = redis.call('LRANGE', key.job_pending(id, name), 0, tonumber(ARGV[4]) - 1)
  reply[#reply + 1] = { arm, segment, decided, folded[1] or '0', folded[2] or '0', folded[3] or '', prefix or '', unpack(texts) }
end
return reply

-- A chunk as the value of field `<arm>:<start>` of a job's chunks: `count;generation;state;holder;past;failed;losses;digest;claims`.
--   state   o open, l leased, d done, x dead
--   holder  node that holds it (l) or whose result counted (d)
--   past    former holders, comma separated, the last 8: their late results count once
--   failed  nodes that failed it, comma separated, one entry per failure
--   losses  leases lost to dead nodes or deadlines
--   digest  first 16 hex digits of the SHA-256 of the counted aggregate
--   claims  results that wait to be confirmed, see `proof.lua`; while there are any an open chunk is among the job's proofs
local PAST_HOLDERS = 8

local function unpack_chunk(value)
  if not value then return nil end
  local count, generation, state, holder, past, failed, losses, digest, claims =
    string.match(value, '^(%d+);(%d+);(%l);([^;]*);([^;]*);([^;]*);(%d*);(%x*);?([^;]*)$')
  return {
    count = tonumber(count), generation = tonumber(generation), state = state, holder = holder,
    past = past, failed = failed, losses = tonumber(losses) or 0, digest = digest, claims = claims or '',
  }
end

local function pack_chunk(chunk)
  return chunk.count .. ';' .. chunk.generation .. ';' .. chunk.state .. ';' .. chunk.holder .. ';' .. chunk.past .. ';'
    .. chunk.failed .. ';' .. (chunk.losses > 0 and chunk.losses or '') .. ';' .. chunk.digest .. ';' .. chunk.claims
end

local function new_chunk(count)
  return { count = count, generation = 0, state = 'o', holder = '', past = '', failed = '', losses = 0, digest = '', claims = '' }
end

local function listed(list, name)
  return list ~= '' and string.find(',' .. list .. ',', ',' .. name .. ',', 1, true) ~= nil
end

local function count_listed(list)
  local entries, distinct, seen = 0, 0, {}
  for name in string.gmatch(list, '[^,]+') do
    entries = entries + 1
    if not seen[name] then seen[name] = true; distinct = distinct + 1 end
  end
  return entries, distinct
end

local function append(list, name) return list == '' and name or (list .. ',' .. name) end

local function remember_holder(chunk)
  if chunk.holder ~= '' and not listed(chunk.past, chunk.holder) then
    chunk.past = append(chunk.past, chunk.holder)
    local entries = count_listed(chunk.past)
    if entries > PAST_HOLDERS then chunk.past = string.gsub(chunk.past, '^[^,]*,', '') end
  end
  chunk.holder = ''
end

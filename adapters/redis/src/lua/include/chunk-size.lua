-- Mirror of `chunkSize` in packages/scheduling/src/chunk-size.ts, where the rule is explained; a property test holds the
-- two together. `pacing` carries the constants, so that they are written once: firstChunkMs, chunkMs, maxChunkIterations,
-- assumedIterationsPerSecond. `forced` is 0 for none.
local function chunk_size(pacing, speed, carved, remaining, until_checkpoint, workers, forced)
  if forced > 0 then return math.min(forced, until_checkpoint) end
  if speed <= 0 then speed = pacing.assumed end
  workers = math.max(1, workers)
  local first = math.max(1, math.floor(speed * pacing.first_ms / 1000))
  local full = math.max(first, math.floor(speed * pacing.full_ms / 1000))
  local grown = math.max(first, math.floor(carved / workers))
  local tail = math.max(first, math.ceil(remaining / (2 * workers)))
  local size = math.min(full, grown, tail, pacing.most)
  local rest = until_checkpoint - size
  if rest * 2 < first then return math.min(until_checkpoint, pacing.most) end
  return size
end

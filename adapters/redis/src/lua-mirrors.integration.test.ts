import { limits, periods } from '@wowlab/protocol';
import { assumedIterationsPerSecond, chunkSize } from '@wowlab/scheduling';
import * as fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keysOf } from './keys.ts';
import { luaInclude } from './testing/lua-include.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';

let server: RedisForTests;
let redis: Redis;
beforeAll(async () => {
  server = await startRedisForTests();
  redis = new Redis(server.url, { protocol: 2 });
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

test('keys are built the same in Lua and in TypeScript', async () => {
  const keys = keysOf('{wl}');
  for (const [name, key] of Object.entries(keys)) {
    const parameters = ['one', 'two'].slice(0, typeof key === 'string' ? 0 : key.length);
    const make: (...args: string[]) => string = typeof key === 'string' ? () => key : key;
    const call = typeof key === 'string' ? `key.${name}` : `key.${name}(${parameters.map((p) => `'${p}'`).join(', ')})`;
    const inLua = await redis.eval(`${luaInclude('keys')}\nreturn ${call}`, 1, '{wl}');
    expect({ name, key: inLua }).toEqual({ name, key: make(...parameters) });
  }
});

test('no key is built in Lua that TypeScript does not know', () => {
  const inLua = [...luaInclude('keys').matchAll(/^ {2}(\w+) = |^function key\.(\w+)/gm)].map((m) => m[1] ?? m[2]);
  expect(new Set(inLua)).toEqual(new Set(Object.keys(keysOf('{wl}'))));
});

test('chunk sizes are computed the same in Lua and in TypeScript', async () => {
  const lua = `${luaInclude('chunk-size')}
    local pacing = { first_ms = ${periods.firstChunkMs}, full_ms = ${periods.chunkMs}, most = ${limits.maxChunkIterations}, assumed = ${assumedIterationsPerSecond} }
    local n = {}
    for index = 1, #ARGV do n[index] = tonumber(ARGV[index]) end
    return chunk_size(pacing, n[1], n[2], n[3], n[4], n[5], n[6])`;
  const input = fc.record({
    iterationsPerSecond: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e7, noNaN: true })),
    carved: fc.integer({ min: 0, max: 1_000_000_000 }),
    remaining: fc.integer({ min: 1, max: 1_000_000_000 }),
    untilCheckpoint: fc.integer({ min: 1, max: 1_000_000 }),
    workers: fc.integer({ min: 0, max: 20_000 }),
    forced: fc.option(fc.integer({ min: 1, max: limits.maxChunkIterations })),
  });
  await fc.assert(
    fc.asyncProperty(input, async (any) => {
      const { iterationsPerSecond, carved, remaining, untilCheckpoint, workers, forced } = any;
      const args = [iterationsPerSecond, carved, remaining, untilCheckpoint, workers, forced ?? 0];
      expect(await redis.eval(lua, 0, ...args)).toBe(chunkSize(any));
    }),
    { numRuns: 1_000 },
  );
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { World } from './testing/world.ts';

let server: RedisForTests;
let world: World;
beforeAll(async () => {
  server = await startRedisForTests();
});
afterAll(() => server.stop());
beforeEach(async () => {
  world = await World.open(server.url);
});
afterEach(() => world.close());

describe('rate limits', () => {
  const rate = { burst: 3, periodMs: 60_000 };

  test('a burst passes, then one per period, and the answer says how long to wait', async () => {
    const answers = [];
    for (let request = 0; request < 4; request += 1) answers.push(await world.coordination.allow('user', rate));
    expect(answers.slice(0, 3)).toEqual([2, 1, 0].map((remaining) => ({ kind: 'allowed', remaining })));
    expect(answers[3]).toMatchObject({ kind: 'limited' });
    const { retryAfterMs } = answers[3] as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(59_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
    world.clockOffsetMs = retryAfterMs;
    expect(await world.coordination.allow('user', rate)).toMatchObject({ kind: 'allowed' });
    expect(await world.coordination.allow('user', rate)).toMatchObject({ kind: 'limited' });
  });

  test('hazard A.17: no window gives a double burst', async () => {
    let allowed = 0;
    for (let step = 0; step < 12; step += 1) {
      world.clockOffsetMs = step * 10_000;
      for (let request = 0; request < 5; request += 1) {
        if ((await world.coordination.allow('user', rate)).kind === 'allowed') allowed += 1;
      }
    }
    expect(allowed).toBe(3 + 1);
  });

  test('a refused request costs nothing, and buckets are apart', async () => {
    for (let request = 0; request < 10; request += 1) await world.coordination.allow('one', rate);
    expect(await world.coordination.allow('two', rate, 3)).toEqual({ kind: 'allowed', remaining: 0 });
    world.clockOffsetMs = 60_000;
    expect(await world.coordination.allow('one', rate)).toMatchObject({ kind: 'allowed' });
  });
});

test('fault B.29: a nonce is new once, over all sentinels, and a resent command is no replay', async () => {
  const other = await World.open(server.url, world.tag);
  try {
    const attempts = Array.from({ length: 20 }, (_, index) => index);
    const answers = await Promise.all(
      attempts.map((attempt) =>
        (attempt % 2 === 0 ? world : other).coordination.rememberNonce('key nonce', `attempt ${attempt}`, 60_000),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    const winner = answers.indexOf(true);
    expect(await world.coordination.rememberNonce('key nonce', `attempt ${winner}`, 60_000)).toBe(true);
  } finally {
    await other.close();
  }
});

describe('terms', () => {
  const acquire = (holder: string) => world.coordination.background.acquireTerm('sweeper', holder, 5_000);

  test('hazard A.11: one holds a term at a time, renewing compares the holder', async () => {
    expect(await acquire('one')).toMatchObject({ kind: 'held', fence: 1 });
    expect(await acquire('two')).toMatchObject({ kind: 'taken', holder: 'one' });
    world.clockOffsetMs = 3_000;
    expect(await acquire('one')).toMatchObject({ kind: 'held', fence: 1 });
    world.clockOffsetMs = 7_000;
    expect(await acquire('two')).toMatchObject({ kind: 'taken', holder: 'one' });
  });

  test('each new term has a higher fence, and an old holder can not end a newer one', async () => {
    await acquire('one');
    world.clockOffsetMs = 6_000;
    expect(await acquire('two')).toMatchObject({ kind: 'held', fence: 2 });
    expect(await world.coordination.background.releaseTerm('sweeper', 'one', 1)).toBe(false);
    expect(await world.coordination.background.releaseTerm('sweeper', 'two', 1)).toBe(false);
    expect(await world.coordination.background.releaseTerm('sweeper', 'two', 2)).toBe(true);
    expect(await acquire('one')).toMatchObject({ kind: 'held', fence: 3 });
  });
});

test('news reach every sentinel, and malformed ones none', async () => {
  const other = await World.open(server.url, world.tag);
  try {
    const heard: unknown[] = [];
    const stop = other.coordination.onNews((news) => heard.push(news));
    await expect
      .poll(async () => {
        await world.coordination.publishNews({ type: 'settings' });
        return heard.length;
      })
      .toBeGreaterThan(0);
    stop();
    const before = heard.length;
    await world.coordination.publishNews({ type: 'settings' });
    await world.coordination.ping();
    expect(heard.length).toBe(before);
  } finally {
    await other.close();
  }
});

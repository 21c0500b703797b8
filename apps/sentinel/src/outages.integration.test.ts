import { type Job, type JobPage, localUserId, type Problem, type Status, type WorkAnswer } from '@wowlab/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asUser, profile, type RunningSentinel, SentinelWorld } from './testing/sentinel-world.ts';
import { send, type Response } from './testing/send.ts';
import { resultOf, TestNode } from './testing/test-node.ts';

let world: SentinelWorld;
let sentinel: RunningSentinel;
beforeAll(async () => {
  world = await SentinelWorld.open();
  sentinel = await world.start();
});
afterEach(async () => {
  world.redis.resume();
  world.postgres.resume();
  if (!world.redis.isRunning) await world.redis.restart();
  if (!world.postgres.isRunning) await world.postgres.restart();
});
afterAll(async () => world.close());

const user = localUserId;
const codeOf = (response: Response): string => `${response.status} ${response.json<Problem>().code}`;
const submit = () => asUser(sentinel, '/v1/jobs', { user, json: { profile, iterations: 10 } });
const back = async (): Promise<void> => {
  await expect
    .poll(async () => (await send(`${sentinel.publicUrl}/readyz`)).status, { timeout: 10_000, interval: 100 })
    .toBe(200);
};

describe('hazard B.11: while Redis is away, every request that needs it is answered 503 within a second or so', () => {
  const all = async (node: TestNode): Promise<void> => {
    const answers = await Promise.all([
      submit(),
      asUser(sentinel, '/v1/jobs', { user }),
      asUser(sentinel, '/v1/jobs/01jd0000000000000000000000', { user }),
      node.work(sentinel, { want: 1 }),
      node.register(sentinel),
      send(`${sentinel.publicUrl}/v1/stats`),
      send(`${sentinel.publicUrl}/readyz`),
    ]);
    for (const answer of answers) {
      expect(codeOf(answer)).toBe('503 unavailable');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.tookMs).toBeLessThan(1_600);
    }
    const status = await send(`${sentinel.publicUrl}/status`);
    expect([status.status, status.json<Status>().state, status.json<Status>().parts.redis.state]).toEqual([
      503,
      'down',
      'down',
    ]);
    expect(status.tookMs).toBeLessThan(1_600);
    expect((await send(`${sentinel.publicUrl}/healthz`)).status).toBe(200);
    const metrics = await send(`${sentinel.internalUrl}/metrics`);
    expect(metrics.text).toContain('wowlab_redis_up 0');
  };

  test('hanging: connections stay open and nothing answers', async () => {
    const node = await TestNode.create();
    await node.register(sentinel);
    world.redis.pause();
    await all(node);
    world.redis.resume();
    await back();
    expect((await submit()).status).toBe(202);
  });

  test('killed: nothing listens; what was accepted is still there afterwards', async () => {
    const node = await TestNode.create();
    await node.register(sentinel);
    const job = (await submit()).json<Job>();
    // The append-only file is synced every second.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await world.redis.kill();
    await all(node);
    await world.redis.restart();
    await back();
    expect((await asUser(sentinel, `/v1/jobs/${job.id}`, { user })).json<Job>().id).toBe(job.id);
  });
});

describe('hazard B.15: while Postgres is away, jobs are taken and run', () => {
  test('and lists show what is live, saying that they are not whole', async () => {
    const node = await TestNode.create();
    await node.register(sentinel);
    await world.postgres.kill();
    const accepted = await submit();
    expect(accepted.status, accepted.text).toBe(202);
    const { id } = accepted.json<Job>();
    for (let round = 0; round < 100; round += 1) {
      const leases = await node.lease(sentinel, 8);
      if (leases.length > 0) await node.work(sentinel, { completed: leases.map((lease) => resultOf(lease)) });
      const { state } = (await asUser(sentinel, `/v1/jobs/${id}`, { user })).json<Job>();
      if (state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect((await asUser(sentinel, `/v1/jobs/${id}/result`, { user })).status).toBe(200);
    const listed = await asUser(sentinel, '/v1/jobs', { user });
    expect(listed.headers['x-partial']).toBe('archive');
    expect(listed.json<JobPage>().jobs.map((job) => job.id)).toContain(id);
    expect(codeOf(await asUser(sentinel, '/v1/jobs/01jd0000000000000000000000', { user }))).toBe('503 unavailable');
    const status = (await send(`${sentinel.publicUrl}/status`)).json<Status>();
    expect([status.state, status.parts.postgres.state]).toEqual(['degraded', 'down']);
  });
});

test('hazard B.36: a realtime callback while Redis hangs is answered as temporary, in time', async () => {
  world.redis.pause();
  const answer = await send(`${sentinel.internalUrl}/centrifugo/subscribe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-proxy-secret': sentinel.config.proxySecret },
    body: JSON.stringify({
      client: 'c',
      transport: 'websocket',
      protocol: 'json',
      encoding: 'json',
      user,
      channel: 'job:01jd0000000000000000000000',
      meta: { kind: 'user' },
    }),
  });
  expect(answer.json()).toMatchObject({ error: { temporary: true } });
  expect(answer.tookMs).toBeLessThan(1_600);
  world.redis.resume();
  await back();
});

test('hazard B.39: a sentinel that drains finishes what it holds, takes nothing new, and leaves nothing behind', async () => {
  const leaving = await world.start();
  const node = await TestNode.create();
  await node.register(leaving);
  const job = (await submit()).json<Job>();
  const calls = Array.from({ length: 50 }, async () => node.work(leaving, { want: 0 }));
  const startedMs = performance.now();
  const closed = leaving.close();
  const answers = await Promise.allSettled(calls);
  await closed;
  expect(performance.now() - startedMs).toBeLessThan(30_000);
  // A connection that was refused got nothing; every other was answered in full.
  const answered = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.status] : []));
  expect(answered.every((status) => status === 200)).toBe(true);
  await expect(send(`${leaving.publicUrl}/healthz`)).rejects.toThrow(/ECONNREFUSED/);
  const leases = await node.lease(sentinel, 1);
  expect(
    (await node.work(sentinel, { completed: leases.map((lease) => resultOf(lease)) })).json<WorkAnswer>().completed,
  ).toEqual(['counted']);
  expect((await asUser(sentinel, `/v1/jobs/${job.id}`, { user })).status).toBe(200);
});

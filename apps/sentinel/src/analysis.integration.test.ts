import { createConnection } from 'node:net';
import { type Job, type Lease, localUserId, type Problem, type Report } from '@wowlab/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asUser, profile, type RunningSentinel, SentinelWorld } from './testing/sentinel-world.ts';
import { resultOf, TestNode } from './testing/test-node.ts';

let world: SentinelWorld;
let one: RunningSentinel;
let node: TestNode;
beforeAll(async () => {
  world = await SentinelWorld.open();
  one = await world.start();
  node = await TestNode.create();
  await node.register(one);
});
afterAll(async () => world.close());

const user = localUserId;
const totals = 'total_agility=20000\ntotal_crit_rating=8000\ntotal_hit_rating=2550';

const submit = async (json: object): Promise<Job> => {
  const response = await asUser(one, '/v1/jobs', { json, user });
  expect(response.status, response.text).toBe(202);
  return response.json<Job>();
};

/** Computes all of a job, each arm with its gain over the first in every iteration. */
const compute = async (job: Job, gainMilliDps: (arm: number) => number): Promise<Job> => {
  for (let round = 0; round < 600; round += 1) {
    const leases: readonly Lease[] = await node.lease(one, 64);
    const completed = leases.map((lease) => resultOf(lease, gainMilliDps(lease.arm)));
    if (completed.length > 0) await node.work(one, { completed });
    else await new Promise((resolve) => setTimeout(resolve, 20));
    const now = (await asUser(one, `/v1/jobs/${job.id}`, { user })).json<Job>();
    if (now.state === 'done') return now;
  }
  throw new Error(`the job ${job.id} did not end`);
};

const resultText = async (id: string): Promise<string> => {
  const response = await asUser(one, `/v1/jobs/${id}/result`, { user });
  expect(response.status, response.text).toBe(200);
  return response.text;
};

const loseRedis = (): Promise<void> =>
  new Promise((resolve) => {
    const socket = createConnection(world.redis.port, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
  });

test('a job that asks for stat weights carries the arms it takes and reports slopes, errors and a Pawn string', async () => {
  const question = { kind: 'weights', stats: ['agility', 'crit', 'hit_rating'], delta: 1_000 };
  const job = await submit({ profile: `${profile}\n${totals}`, iterations: 500, question });
  expect(job.arms.map(({ name, offset }) => [name, offset])).toEqual([
    ['Tester', undefined],
    ['Tester agility -500', { stat: 'agility', amount: -500 }],
    ['Tester agility +500', { stat: 'agility', amount: 500 }],
    ['Tester crit_rating -500', { stat: 'crit_rating', amount: -500 }],
    ['Tester crit_rating +500', { stat: 'crit_rating', amount: 500 }],
    ['Tester hit_rating -500', { stat: 'hit_rating', amount: -500 }],
    ['Tester hit_rating +500', { stat: 'hit_rating', amount: 500 }],
  ]);
  // 4 DPS a point of agility, 2 a point of crit; hit is capped.
  const gains = [0, -2_000_000, 2_000_000, -1_000_000, 1_000_000, -500_000, 0];
  const done = await compute(job, (arm) => gains[arm] ?? 0);
  const text = await resultText(job.id);
  const { weights, comparison, arms } = JSON.parse(text) as Report;
  expect(comparison).toBeUndefined();
  expect(arms.map(({ offset }) => offset)).toEqual(job.arms.map(({ offset }) => offset));
  expect(weights?.mainStat).toBe('agility');
  expect(weights?.stats.map(({ stat, perPoint, isBent, normalized }) => [stat, perPoint, isBent, normalized])).toEqual([
    ['agility', expect.closeTo(4, 9), false, { perPoint: 1, error95: 0 }],
    ['crit_rating', expect.closeTo(2, 9), false, { perPoint: expect.closeTo(0.5, 9), error95: expect.closeTo(0, 9) }],
    ['hit_rating', expect.closeTo(0.5, 9), true, { perPoint: expect.closeTo(0.125, 9), error95: expect.closeTo(0, 9) }],
  ]);
  expect(weights?.pawn).toBe('( Pawn: v1: "Tester": Agility=1.0000, CritRating=0.5000, HitRating=0.1250 )');

  // Once the archive has it, the loss of Redis changes nothing of what the arms were and of what they say.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await loseRedis();
  await node.register(one);
  expect((await asUser(one, `/v1/jobs/${job.id}`, { user })).json<Job>().arms).toEqual(
    done.arms.map((arm) => ({
      ...arm,
      target: 500,
      mean: expect.closeTo(arm.mean ?? 0, 6),
      stdError: expect.anything(),
    })),
  );
  expect(await resultText(job.id)).toBe(text);
});

test('the profile asks for weights by itself, unless the request wants the damage alone', async () => {
  const asking = `calculate_scale_factors=1\nscale_only=agility\n${profile}\n${totals}`;
  const weighed = await submit({ profile: asking, iterations: 10 });
  expect(weighed.arms).toHaveLength(3);
  const plain = await submit({ profile: asking, iterations: 10, question: { kind: 'damage' } });
  expect(plain.arms).toHaveLength(1);
});

test('a stat that is none is refused at its place, with the nearest one', async () => {
  const question = { kind: 'weights', stats: ['agility', 'crit_ratng'] };
  const response = await asUser(one, '/v1/jobs', { json: { profile, question }, user });
  const problem = response.json<Problem>();
  expect([response.status, problem.code]).toEqual([422, 'invalid-request']);
  expect(problem.errors?.[0]).toMatchObject({ field: '/question/stats/1', value: 'crit_ratng' });
  expect(problem.errors?.[0]?.remedy).toContain('crit_rating');
});

test('two hundred profilesets run as one job and are ranked with groups that can not be told apart', async () => {
  const sets = Array.from(
    { length: 199 },
    (_, index) => `profileset."Set ${index + 1}"+=total_crit_rating=${8_001 + index}`,
  );
  const job = await submit({
    profile: [profile, totals, ...sets].join('\n'),
    iterations: 500,
    question: { kind: 'damage' },
  });
  expect(job.arms).toHaveLength(200);
  await compute(job, (arm) => (arm % 100) * 10_000);
  const { comparison } = JSON.parse(await resultText(job.id)) as Report;
  expect(comparison?.arms).toHaveLength(200);
  const [first, second, third] = comparison?.arms ?? [];
  expect([first, second].map((each) => [each?.arm, each?.group])).toEqual([
    [99, 1],
    [199, 1],
  ]);
  expect(third?.group).toBe(2);
  expect(first).toMatchObject({ difference: expect.closeTo(990, 6), verdict: 'better', rank: 1, isSidegrade: false });
  expect(comparison?.arms.find(({ arm }) => arm === 100)?.verdict).toBe('identical');
});

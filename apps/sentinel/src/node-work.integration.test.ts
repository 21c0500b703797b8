import { randomUUID } from 'node:crypto';
import { type Job, localUserId, type Problem, type Report, type WorkAnswer } from '@wowlab/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asUser, profile, type RunningSentinel, SentinelWorld } from './testing/sentinel-world.ts';
import { aggregateOf, metrics, resultOf, TestNode } from './testing/test-node.ts';

let world: SentinelWorld;
let one: RunningSentinel;
let two: RunningSentinel;
beforeAll(async () => {
  world = await SentinelWorld.open();
  one = await world.start();
  two = await world.start();
});
afterAll(async () => world.close());

const submit = async (iterations: number, over: object = {}): Promise<Job> => {
  const response = await asUser(one, '/v1/jobs', { json: { profile, iterations, ...over }, user: localUserId });
  expect(response.status, response.text).toBe(202);
  return response.json<Job>();
};
const jobOf = async (id: string): Promise<Job> =>
  (await asUser(two, `/v1/jobs/${id}`, { user: localUserId })).json<Job>();
const cancel = async (id: string) =>
  asUser(one, `/v1/jobs/${id}/cancel`, { json: {}, headers: { 'if-match': '*' }, user: localUserId });
const newNode = async (sentinel = one): Promise<TestNode> => {
  const node = await TestNode.create();
  const registered = await node.register(sentinel);
  expect(registered.status, registered.text).toBe(200);
  return node;
};
/** Runs everything this node can lease, alternating between the sentinels, until the job has ended. */
const runToEnd = async (node: TestNode, id: string): Promise<Job> => {
  for (let round = 0; round < 200; round += 1) {
    const sentinel = round % 2 === 0 ? one : two;
    const leases = await node.lease(sentinel, 8);
    if (leases.length > 0) await node.work(sentinel, { completed: leases.map((lease) => resultOf(lease)) });
    else await new Promise((resolve) => setTimeout(resolve, 20));
    const job = await jobOf(id);
    if (job.state === 'done') return job;
  }
  throw new Error(`the job ${id} did not end`);
};

test('a job is leased, computed and reported over two sentinels, and its report is that of all its iterations', async () => {
  const job = await submit(500, { chunkIterations: 50 });
  const done = await runToEnd(await newNode(), job.id);
  expect(done.arms[0]).toMatchObject({ iterations: 500, target: 500 });
  const report = (await asUser(one, `/v1/jobs/${job.id}/result`, { user: localUserId })).json<Report>();
  const whole = JSON.parse(aggregateOf(0, 500)) as { dps: { sum: string } };
  expect(report.arms[0]?.iterations).toBe(500);
  expect(report.arms[0]?.dps.mean).toBeCloseTo(Number(whole.dps.sum) / 500 / 1_000, 6);
  expect(report.job).toEqual({ id: job.id, state: 'done', version: done.version });
});

test('hazard B.3: the same result twice, also at once to two sentinels, is counted once and answered alike', async () => {
  const job = await submit(100, { chunkIterations: 100 });
  const node = await newNode();
  const [lease] = await node.lease(one, 1);
  if (lease === undefined) throw new Error('no lease');
  const completed = [resultOf(lease)];
  const answers = await Promise.all([node.work(one, { completed }), node.work(two, { completed })]);
  const outcomes = answers.map((answer) => answer.json<WorkAnswer>().completed[0] ?? 'none');
  expect(new Set(outcomes)).toEqual(new Set(['counted', 'repeated']));
  const done = await runToEnd(node, job.id);
  expect(done.arms[0]?.iterations).toBe(100);
});

test('hazard B.4: results for an unknown, never leased, cancelled or finished chunk get a final answer each', async () => {
  const node = await newNode();
  const outcomeOf = async (result: object): Promise<string | undefined> => {
    const response = await node.work(one, { completed: [result] });
    expect(response.status, response.text).toBe(200);
    return response.json<WorkAnswer>().completed[0];
  };
  const chunk = { arm: 0, start: 0, count: 10, generation: 1, aggregate: aggregateOf(0, 10), computeMs: 1 };
  expect(await outcomeOf({ ...chunk, job: '01jd0000000000000000000000' })).toBe('unknown');
  const job = await submit(1_000, { chunkIterations: 10 });
  expect(await outcomeOf({ ...chunk, job: job.id, start: 900, aggregate: aggregateOf(900, 10) })).toBe('unknown');
  const leases = await node.lease(one, 1);
  await cancel(job.id);
  for (const lease of leases) expect(await outcomeOf(resultOf(lease))).toBe('unneeded');
  expect(leases).toHaveLength(1);
});

test('hazard B.5: the right chunk from the wrong node is refused as foreign; the rightful node’s later result counts', async () => {
  const job = await submit(10, { chunkIterations: 10 });
  const [rightful, other] = [await newNode(), await newNode()];
  const leases = await rightful.lease(one, 1);
  const completed = leases.map((lease) => resultOf(lease));
  const stolen = await other.work(two, { completed });
  expect(stolen.json<WorkAnswer>().completed).toEqual(['foreign']);
  const honest = await rightful.work(one, { completed });
  expect(honest.json<WorkAnswer>().completed).toEqual(['counted']);
  expect((await runToEnd(rightful, job.id)).state).toBe('done');
});

test('hazard B.7: an exchange whose answer was lost is given the same leases when it is sent again, by another sentinel', async () => {
  const job = await submit(1_000, { chunkIterations: 10 });
  const node = await newNode();
  const exchange = node.exchange({ want: 3 });
  const first = (await node.call(one, '/v1/node/work', exchange)).json<WorkAnswer>();
  const again = (await node.call(two, '/v1/node/work', exchange)).json<WorkAnswer>();
  expect(first.leases).toHaveLength(3);
  expect(again.leases.map(({ start, generation }) => [start, generation])).toEqual(
    first.leases.map(({ start, generation }) => [start, generation]),
  );
  await cancel(job.id);
});

describe('hazard B.21: an impossible result is refused naming its field, and nothing of its request is taken', () => {
  const good = aggregateOf(0, 10);
  test.each([
    ['/completed/1/aggregate', 'NaN'],
    ['/completed/1/aggregate/iterations', good.replace('"iterations":10', '"iterations":1e400')],
    ['/completed/1/aggregate/iterations', good.replace('"iterations":10', '"iterations":"10"')],
    ['/completed/1/aggregate/iterations', good.replace('"iterations":10', '"iterations":9007199254740993')],
    ['/completed/1/aggregate/iterations', aggregateOf(0, 11)],
    ['/completed/1/aggregate/dps/min', good.replace(/"min":\d+/, '"min":1000000000000')],
    ['/completed/1/aggregate', good.replace('{', '{ ')],
    ['/completed/1/aggregate/dps/batches', aggregateOf(3, 10)],
  ])('%s', async (field, aggregate) => {
    const job = await submit(20, { chunkIterations: 10 });
    const node = await newNode();
    const [first, second] = await node.lease(one, 2);
    if (first === undefined || second === undefined) throw new Error('two leases are wanted');
    const completed = [resultOf(first), { ...resultOf(second), aggregate }];
    const response = await node.work(one, { completed });
    expect(response.status, response.text).toBe(422);
    const problem = response.json<Problem>();
    expect(problem.code).toBe('invalid-result');
    expect(problem.errors?.map((error) => error.field)).toEqual([field]);
    expect((await jobOf(job.id)).arms[0]?.iterations).toBe(0);
    const honest = await node.work(one, { completed: [resultOf(first), resultOf(second)] });
    expect(honest.json<WorkAnswer>().completed).toEqual(['counted', 'counted']);
    await cancel(job.id);
  });
});

test('a heartbeat tells the node what it holds; an older session of the same key is told so', async () => {
  const node = await newNode();
  const beat = await node.call(one, '/v1/node/heartbeat', { session: node.session, metrics });
  expect(beat.json()).toMatchObject({ known: true, drain: false, leases: 0 });
  const stale = await node.call(two, '/v1/node/heartbeat', { session: randomUUID(), metrics });
  expect([stale.status, stale.json<Problem>().code]).toEqual([409, 'stale-session']);
});

test('a config is given to a signed node as the exact text its hash names', async () => {
  const job = await submit(10);
  const node = await newNode();
  const hash = job.arms[0]?.config ?? '';
  const config = await node.call(two, `/v1/configs/${hash}`);
  const { createHash } = await import('node:crypto');
  expect(createHash('sha256').update(config.text).digest('hex')).toBe(hash);
  expect((await node.call(two, `/v1/configs/${'0'.repeat(64)}`)).status).toBe(404);
  await cancel(job.id);
});

test('a node that is not registered is told to register', async () => {
  const stranger = await TestNode.create();
  const response = await stranger.work(one, { want: 1 });
  expect([response.status, response.json<Problem>().code]).toEqual([404, 'unknown-node']);
});

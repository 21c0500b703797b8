import { channels } from '@wowlab/protocol';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { foldJob } from './fold-job.ts';
import {
  aggregateOf,
  nodeIdOf,
  runNode,
  type SentinelForTests,
  type StackForTests,
  startStackForTests,
  submission,
} from './testing/stack.ts';

let stack: StackForTests;
const cleanups: (() => Promise<void>)[] = [];
beforeAll(async () => {
  stack = await startStackForTests();
});
afterAll(() => stack.erase());
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const startSentinel = async (canPublish?: () => boolean): Promise<SentinelForTests> => {
  const sentinel = await stack.startSentinel(canPublish);
  cleanups.push(sentinel.close);
  return sentinel;
};

const startNode = (sentinel: SentinelForTests, name: string, paceMs?: number): (() => Promise<void>) => {
  const stop = new AbortController();
  const ended = runNode(sentinel.coordination, name, stop.signal, paceMs);
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  cleanups.push(end);
  return end;
};

const patience = { timeout: 40_000, interval: 50 };
const stateOf = (sentinel: SentinelForTests, id: string) =>
  sentinel.coordination.readJob(id).then(
    (job) => job?.state,
    () => 'unavailable',
  );
const archivedOf = async (sentinel: SentinelForTests, id: string) => {
  const answer = await sentinel.archive.jobById(id);
  return answer.kind === 'answered' ? answer.value : null;
};
const archivedText = async (sentinel: SentinelForTests, id: string) => {
  const answer = await sentinel.archive.resultOf(id);
  return answer.kind === 'answered' ? answer.value[0]?.aggregate : undefined;
};

test('a job goes through two sentinels and two nodes to an exact, archived result, and its page sees it grow to the end', async () => {
  const [one, two] = [await startSentinel(), await startSentinel()];
  const job = submission({ iterations: 4_000, chunkIterations: 25 });
  await one.coordination.submitJob(job);
  startNode(one, 'a');
  startNode(two, 'b');
  await expect.poll(() => stateOf(one, job.id), patience).toBe('done');
  await expect.poll(async () => (await archivedOf(two, job.id))?.state, patience).toBe('done');
  await expect.poll(() => archivedText(one, job.id), patience).toBe(aggregateOf(0, 4_000));
  const mine = () =>
    [...one.messages, ...two.messages].filter((message) => message.channel === channels.job(job.id)).map((m) => m.data);
  await expect.poll(() => mine().some((data) => data['state'] === 'done'), patience).toBe(true);
  const last = mine().reduce((best, data) => (Number(data['seq']) > Number(best['seq']) ? data : best));
  expect(last).toMatchObject({ state: 'done', iterations: 4_000, target: 4_000, version: 3 });
  expect(last['histogram']).not.toBeNull();
  expect(mine().some((data) => data['state'] === 'running' && Number(data['iterations']) < 4_000)).toBe(true);
  const told = [...one.messages, ...two.messages].filter((message) => message.channel === channels.user(job.owner));
  expect(told.some((message) => message.data['state'] === 'done')).toBe(true);
});

test('first progress comes soon after the first result, and then at most every 100 ms over all sentinels', async () => {
  const [one, two] = [await startSentinel(), await startSentinel()];
  startNode(one, 'a', 5);
  const job = submission({ iterations: 5_000, chunkIterations: 10 });
  const started = performance.now();
  await one.coordination.submitJob(job);
  const progress = () =>
    [...one.messages, ...two.messages].filter((message) => message.channel === channels.job(job.id));
  await expect.poll(() => progress().length, { ...patience, interval: 2 }).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(250);
  await expect.poll(() => stateOf(one, job.id), patience).toBe('done');
  const periods = (performance.now() - started) / 100;
  expect(progress().length).toBeLessThanOrEqual(Math.ceil(periods) + 2);
});

test('hazard A.12: when a sentinel dies between the end of a job and telling it, another tells it', async () => {
  const quiet = await stack.startSentinel();
  await quiet.background.close();
  const job = submission({ iterations: 40, chunkIterations: 20 });
  await quiet.coordination.submitJob(job);
  const end = startNode(quiet, 'a');
  const ready = () => quiet.coordination.readJob(job.id).then((record) => record?.arms[0]?.iterations);
  await expect.poll(ready, patience).toBe(40);
  await end();
  const [claimed] = await quiet.coordination.background.claimFolds(1, job.id);
  expect(claimed).toBe(job.id);
  await foldJob(quiet.coordination.background, job.id);
  await quiet.coordination.close();
  await quiet.archive.close();
  const other = await startSentinel();
  const ends = () =>
    other.messages.filter(
      (m) => m.channel === channels.job(job.id) && m.data['state'] === 'done' && m.data['histogram'],
    );
  await expect.poll(() => ends().length, patience).toBeGreaterThan(0);
});

test('invariant 7: with every realtime message lost a job still ends, and its end is told once messages go through', async () => {
  let isUp = false;
  const sentinel = await startSentinel(() => isUp);
  const job = submission({ iterations: 500, chunkIterations: 50 });
  await sentinel.coordination.submitJob(job);
  startNode(sentinel, 'a');
  await expect.poll(() => stateOf(sentinel, job.id), patience).toBe('done');
  await expect.poll(() => archivedText(sentinel, job.id), patience).toBe(aggregateOf(0, 500));
  expect(sentinel.messages).toEqual([]);
  isUp = true;
  const last = () => sentinel.messages.findLast((message) => message.channel === channels.job(job.id))?.data['state'];
  await expect.poll(last, patience).toBe('done');
});

test('a cancelled job is told to its page and to the nodes that work on it', async () => {
  const sentinel = await startSentinel();
  const job = submission({ iterations: 1_000_000, chunkIterations: 100 });
  await sentinel.coordination.submitJob(job);
  const end = startNode(sentinel, 'worker', 50);
  await expect.poll(() => stateOf(sentinel, job.id), patience).toBe('running');
  await end();
  await sentinel.coordination.leaseChunks({
    node: nodeIdOf('worker'),
    session: (await sentinel.coordination.readNode(nodeIdOf('worker')))?.session ?? '',
    requestId: 'left with leases',
    want: 2,
    builds: ['b'.repeat(64)],
    iterationsPerSecond: 1,
  });
  await sentinel.coordination.cancelJob(job.id, '*', 'no longer wanted');
  const to = (channel: string) => sentinel.messages.filter((message) => message.channel === channel).map((m) => m.data);
  await expect
    .poll(() => to(channels.job(job.id)).at(-1), patience)
    .toMatchObject({
      state: 'cancelled',
      reason: 'no longer wanted',
    });
  await expect
    .poll(() => to(channels.node(nodeIdOf('worker'))), patience)
    .toContainEqual({ type: 'ended', job: job.id });
});

test('fault B.15: with Postgres down jobs run on, and later every fact arrives once', async () => {
  const [one, two] = [await startSentinel(), await startSentinel()];
  await stack.postgres.kill();
  const job = submission({ iterations: 2_000, chunkIterations: 50 });
  await one.coordination.submitJob(job);
  startNode(one, 'a');
  startNode(two, 'b');
  await expect.poll(() => stateOf(one, job.id), patience).toBe('done');
  expect(await one.coordination.outboxLength()).toBeGreaterThan(5);
  await stack.postgres.restart();
  await expect.poll(() => one.coordination.outboxLength().catch(() => -1), patience).toBe(0);
  expect(await archivedText(one, job.id)).toBe(aggregateOf(0, 2_000));
  expect(await archivedOf(two, job.id)).toMatchObject({ state: 'done', version: 3 });
  const dead = await one.archive.deadLetters(10);
  expect(dead).toEqual({ kind: 'answered', value: [] });
});

test('fault B.10: after Redis was emptied the archived unfinished job is queued again and ends exactly', async () => {
  const sentinel = await startSentinel();
  const job = submission({ iterations: 3_000, chunkIterations: 20, idempotencyKey: 'again' });
  await sentinel.coordination.submitJob(job);
  startNode(sentinel, 'a', 40);
  await expect.poll(async () => (await archivedOf(sentinel, job.id))?.state, patience).toBe('running');
  const before = (await archivedOf(sentinel, job.id))?.version ?? 0;
  await stack.emptyRedis();
  await expect.poll(() => stateOf(sentinel, job.id), patience).toBe('running');
  startNode(sentinel, 'b');
  await expect.poll(() => stateOf(sentinel, job.id), patience).toBe('done');
  await expect.poll(() => archivedText(sentinel, job.id), patience).toBe(aggregateOf(0, 3_000));
  const archived = () => archivedOf(sentinel, job.id);
  await expect.poll(async () => (await archived())?.state, patience).toBe('done');
  expect((await archived())?.version).toBeGreaterThan(before + 1);
}, 90_000);

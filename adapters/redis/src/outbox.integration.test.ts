import { setTimeout as sleep } from 'node:timers/promises';
import { Fact } from '@wowlab/protocol';
import { Value } from 'typebox/value';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { foldAll } from './testing/fold-all.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { submission, World } from './testing/world.ts';

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

const runJob = async () => {
  const job = submission({ iterations: 600, chunkIterations: 100, idempotencyKey: 'a key', targetErrorPct: 5 });
  await world.coordination.submitJob(job);
  await world.register('a');
  for (;;) {
    const leases = await world.lease('a', 4);
    if (leases.length === 0) break;
    await world.complete('a', leases);
    await foldAll(world, job.id);
  }
  return job;
};

test('a job leaves every kind of fact, whole and as the protocol says', async () => {
  const job = await runJob();
  const facts = await world.coordination.background.readFacts('one', 100, 10);
  const parsed = facts.map((fact) => Value.Parse(Fact, JSON.parse(fact.body)));
  expect([...new Set(parsed.map((fact) => fact.kind))].sort()).toEqual([
    'chunks',
    'config',
    'job',
    'node',
    'owner',
    'result',
  ]);
  expect(parsed.find((fact) => fact.kind === 'config')).toEqual({
    kind: 'config',
    hash: job.arms[0]?.config,
    text: job.arms[0]?.configText,
  });
  expect(parsed.find((fact) => fact.kind === 'job')).toMatchObject({
    id: job.id,
    owner: job.owner,
    iterations: 600,
    targetErrorPct: 5,
    chunkIterations: 100,
    idempotencyKey: 'a key',
    requestDigest: job.requestDigest,
    notes: job.notes,
    weight: 1,
  });
  const counted = parsed.flatMap((fact) => (fact.kind === 'chunks' ? fact.chunks : []));
  expect(counted.reduce((sum, chunk) => sum + chunk.count, 0)).toBe(600);
});

test('two archivers share the outbox: each fact is handed to one of them', async () => {
  await runJob();
  const { background } = world.coordination;
  const both = await Promise.all(['one', 'two'].map((name) => background.readFacts(name, 4, 10)));
  const ids = both.flat().map((fact) => fact.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(8);
});

test('fault B.19: what a dead archiver was handed is claimed by another, with the number of deliveries', async () => {
  await runJob();
  const { background } = world.coordination;
  const handed = await background.readFacts('dead', 4, 10);
  expect(await background.claimStaleFacts('two', 60_000, 10)).toEqual([]);
  await sleep(30);
  const claimed = await background.claimStaleFacts('two', 20, 10);
  expect(claimed.map((fact) => [fact.id, fact.body])).toEqual(handed.map((fact) => [fact.id, fact.body]));
  expect(claimed.every((fact) => fact.deliveries === 2)).toBe(true);
});

test('facts handed out in an answer that was lost are found again by the same archiver at once, however often it asks', async () => {
  await runJob();
  const { background } = world.coordination;
  const lost = await background.readFacts('one', 4, 10);
  const others = await background.readFacts('two', 2, 10);
  expect(await background.readMissedFacts('three', 10)).toEqual([]);
  for (let ask = 0; ask < 20; ask += 1) expect(await background.readMissedFacts('one', 3)).toEqual(lost.slice(0, 3));
  await background.ackFacts(lost);
  expect(await background.readMissedFacts('one', 10)).toEqual([]);
  expect(await background.readMissedFacts('two', 10)).toEqual(others);
});

test('only acknowledged facts leave, and acknowledging twice changes nothing', async () => {
  await runJob();
  const { background } = world.coordination;
  const facts = await background.readFacts('one', 100, 10);
  expect(await background.ackFacts(facts.slice(0, 3))).toBe(3);
  expect(await background.ackFacts(facts.slice(0, 3))).toBe(0);
  expect(await world.coordination.outboxLength()).toBe(facts.length - 3);
});

test('a new fact ends the wait of an archiver at once', async () => {
  const { background } = world.coordination;
  await background.readFacts('one', 1, 1);
  const started = performance.now();
  const reading = background.readFacts('one', 10, 5_000);
  await sleep(50);
  await world.coordination.submitJob(submission());
  expect((await reading).length).toBeGreaterThan(0);
  expect(performance.now() - started).toBeLessThan(2_000);
});

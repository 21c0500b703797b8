import { periods } from '@wowlab/protocol';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foldAll } from './testing/fold-all.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { build, metrics, nodeId, submission, World } from './testing/world.ts';

let server: RedisForTests;
let world: World;
let redis: Redis;
beforeAll(async () => {
  server = await startRedisForTests();
  redis = new Redis(server.url, { protocol: 2 });
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  world = await World.open(server.url);
});
afterEach(() => world.close());

const other = '00000000-0000-4000-8000-000000000002';

/** A config of the size a full character has: many different names and numbers, as JSON. */
const largeConfig = JSON.stringify({
  version: 1,
  gear: Array.from({ length: 17 }, (_, slot) => ({
    slot: `slot_${slot}`,
    item: 80_000 + ((slot * 7_919) % 20_000),
    gems: [76_000 + slot * 3, 76_500 + ((slot * 31) % 200)],
    enchant: `enchant_${(slot * 97) % 1_000}`,
    reforge: slot % 2 === 0 ? 'hit_crit' : 'mastery_haste',
  })),
  actionLists: Array.from({ length: 30 }, (_, line) => ({
    action: `ability_${(line * 13) % 29}`,
    condition: `buff.proc_${line}.up&focus>${(line * 17) % 100}|cooldown.spell_${(line * 7) % 11}.remains<${line % 9}`,
  })),
});

describe('submission', () => {
  test('invariant 5: the same idempotency key gives the same job; another body under it is a conflict', async () => {
    const first = submission({ idempotencyKey: 'key' });
    const second = submission({ idempotencyKey: 'key', requestDigest: first.requestDigest });
    expect(await world.coordination.submitJob(first)).toMatchObject({
      kind: 'accepted',
      id: first.id,
      replayed: false,
    });
    expect(await world.coordination.submitJob(second)).toMatchObject({
      kind: 'accepted',
      id: first.id,
      replayed: true,
    });
    expect(await world.coordination.submitJob(submission({ idempotencyKey: 'key' }))).toEqual({
      kind: 'conflict',
      id: first.id,
    });
    const elsewhere = submission({ idempotencyKey: 'key', owner: other });
    expect(await world.coordination.submitJob(elsewhere)).toMatchObject({ kind: 'accepted', id: elsewhere.id });
    expect((await world.coordination.stats()).queuedJobs).toBe(2);
  });

  test('a submission sent twice because its reply was lost is one job', async () => {
    const job = submission();
    const answers = await Promise.all([1, 2, 3].map(() => world.coordination.submitJob(job)));
    expect(answers.map((answer) => answer.kind === 'accepted' && answer.replayed)).toEqual([false, true, true]);
    expect(await world.coordination.outboxLength()).toBe(2);
  });

  test('invariant 9: each bound refuses a job and writes nothing', async () => {
    const tight = await World.open(server.url, undefined, { maxActiveJobs: 3, maxActiveJobsPerOwner: 2 });
    try {
      await tight.coordination.submitJob(submission());
      await tight.coordination.submitJob(submission());
      expect(await tight.coordination.submitJob(submission())).toEqual({ kind: 'full', bound: 'owner-jobs' });
      await tight.coordination.submitJob(submission({ owner: other }));
      expect(await tight.coordination.submitJob(submission({ owner: other }))).toEqual({ kind: 'full', bound: 'jobs' });
      expect((await tight.coordination.stats()).queuedJobs).toBe(3);
    } finally {
      await tight.close();
    }
  });

  test('a full outbox refuses new jobs while running ones finish', async () => {
    const tight = await World.open(server.url, undefined, { maxOutboxEntries: 3 });
    try {
      const job = submission({ iterations: 10, chunkIterations: 10 });
      await tight.coordination.submitJob(job);
      await tight.register('a');
      expect(await tight.coordination.submitJob(submission())).toEqual({ kind: 'full', bound: 'outbox' });
      await tight.complete('a', await tight.lease('a'));
      await foldAll(tight, job.id);
      expect((await tight.coordination.readJob(job.id))?.state).toBe('done');
    } finally {
      await tight.close();
    }
  });

  test('a queued job of 1,000,000 iterations costs less than 4 KB with its config', async () => {
    const base = submission();
    const config = 'c'.repeat(64);
    const job = {
      ...base,
      iterations: 1_000_000,
      idempotencyKey: base.id,
      arms: [{ name: 'base', config, configText: largeConfig }],
    };
    await world.coordination.submitJob(job);
    await world.coordination.background.ackFacts(await world.coordination.background.readFacts('archiver', 10, 10));
    const keys = await redis.keys(`${world.tag}:*`);
    let bytes = 0;
    for (const key of keys) bytes += Number(await redis.call('MEMORY', 'USAGE', key, 'SAMPLES', '0'));
    expect(largeConfig.length).toBeGreaterThan(4_000);
    expect(keys.length).toBeGreaterThan(5);
    expect(bytes).toBeLessThan(4_096);
  });
});

describe('invariant 5, guarded transitions', () => {
  test('a job is cancelled only from the version its owner saw, and a retry gets the first answer', async () => {
    const job = submission();
    await world.coordination.submitJob(job);
    const cancel = (version: number | '*') => world.coordination.cancelJob(job.id, version, 'no longer wanted');
    expect(await cancel(7)).toEqual({ kind: 'conflict', state: 'queued', version: 1 });
    expect(await cancel(1)).toEqual({ kind: 'changed', state: 'cancelled', version: 2, replayed: false });
    expect(await cancel(1)).toEqual({ kind: 'changed', state: 'cancelled', version: 2, replayed: true });
    expect(await cancel(2)).toEqual({ kind: 'ended', state: 'cancelled', version: 2 });
    expect(await world.coordination.cancelJob(submission().id, '*', '')).toEqual({ kind: 'unknown' });
    expect(await world.coordination.readJob(job.id)).toMatchObject({ reason: 'no longer wanted', state: 'cancelled' });
    await world.register('a');
    expect(await world.lease('a')).toEqual([]);
  });

  test('each change of state raises the version by one and appends its fact', async () => {
    const job = submission({ iterations: 10, chunkIterations: 10 });
    await world.coordination.submitJob(job);
    await world.register('a');
    await world.complete('a', await world.lease('a'));
    await foldAll(world, job.id);
    const facts = await world.coordination.background.readFacts('archiver', 100, 10);
    const states = facts
      .filter((fact) => fact.kind === 'job')
      .map((fact) => JSON.parse(fact.body) as { state: string; version: number })
      .map(({ state, version }) => `${version} ${state}`);
    expect(states).toEqual(['1 queued', '2 running', '3 done']);
    expect(facts.map((fact) => fact.kind)).toContain('result');
  });
});

describe('fairness', () => {
  const large = (over: object) => submission({ iterations: 1_000_000, chunkIterations: 100, ...over });
  const shares = async (rounds: number): Promise<Map<string, number>> => {
    const counts = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      for (const lease of await world.lease('a', 4)) {
        counts.set(lease.job, (counts.get(lease.job) ?? 0) + lease.count);
        await world.complete('a', [lease]);
      }
    }
    return counts;
  };

  test('two owners share by weight, however many jobs each has', async () => {
    const heavy = large({ weight: 3 });
    const light = [large({ owner: other }), large({ owner: other })];
    for (const job of [heavy, ...light]) await world.coordination.submitJob(job);
    await world.register('a');
    const counts = await shares(50);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect((counts.get(heavy.id) ?? 0) / total).toBeCloseTo(0.75, 1);
  });

  test('an owner’s small job goes before their large one', async () => {
    const big = large({});
    const small = submission({ iterations: 1_000, chunkIterations: 100 });
    await world.coordination.submitJob(big);
    await world.coordination.submitJob(small);
    await world.register('a');
    expect((await world.lease('a', 4)).every((lease) => lease.job === small.id)).toBe(true);
  });

  test('an owner who comes late starts at the clock: neither starved nor owed the time before', async () => {
    const first = large({});
    await world.coordination.submitJob(first);
    await world.register('a');
    await shares(30);
    const second = large({ owner: other });
    await world.coordination.submitJob(second);
    const counts = await shares(30);
    expect((counts.get(second.id) ?? 0) / (counts.get(first.id) ?? 1)).toBeCloseTo(1, 0);
  });

  test('a node that may run only some owners’ jobs gets no other', async () => {
    await world.coordination.submitJob(large({}));
    const theirs = large({ owner: other });
    await world.coordination.submitJob(theirs);
    await world.register('a', 2, undefined, { ownership: { owner: other, share: 'private', users: [] } });
    const leases = await world.lease('a', 8);
    expect(leases).toHaveLength(8);
    expect(leases.every((lease) => lease.job === theirs.id)).toBe(true);
  });

  test('a node without the engine build of a job gets none of it', async () => {
    await world.coordination.submitJob(large({ engineBuild: 'd'.repeat(64) }));
    await world.register('a');
    expect(await world.lease('a', 4)).toEqual([]);
  });
});

describe('nodes', () => {
  test('a node with nothing to do is parked, and work wakes just enough of them', async () => {
    for (const name of ['a', 'b', 'c']) {
      await world.register(name, 2);
      await world.lease(name, 2);
    }
    const woken = await world.coordination.wakeNodes(build, 100);
    expect(woken).toHaveLength(2);
    expect(await world.coordination.wakeNodes(build, 1_000_000)).toHaveLength(1);
    expect(await world.coordination.wakeNodes(build, 1_000_000)).toEqual([]);
  });

  test('a draining node takes nothing new', async () => {
    await world.coordination.submitJob(submission());
    await world.register('a');
    expect(await world.coordination.drainNode(nodeId('a'), true)).toBe(true);
    expect(await world.tryLease('a')).toMatchObject({ leases: [], drain: true });
    expect(await world.beat('a')).toMatchObject({ drain: true });
    expect(await world.coordination.readNode(nodeId('a'))).toMatchObject({ state: 'draining' });
    expect(await world.coordination.drainNode(nodeId('nobody'), true)).toBe(false);
  });

  test('the fleet is listed page by page with metrics as they were sent', async () => {
    for (const name of ['a', 'b', 'c']) await world.register(name);
    await world.beat('b');
    const first = await world.coordination.listNodes(null, 2);
    const second = await world.coordination.listNodes(first.nextCursor, 2);
    const all = [...first.nodes, ...second.nodes];
    expect(all.map((node) => node.name).sort()).toEqual(['a', 'b', 'c']);
    expect(second.nextCursor).toBeNull();
    expect(all.find((node) => node.name === 'b')?.metrics).toEqual(metrics);
  });

  test('another key can not take a node’s id', async () => {
    await world.register('a');
    const known = await world.coordination.readNode(nodeId('a'));
    if (known === null) throw new Error('the node is not known');
    const answer = await world.coordination.registerNode({ ...known, publicKey: 'x'.repeat(43), ownership: null });
    expect(answer).toEqual({ kind: 'key-mismatch' });
  });
});

describe('archived jobs', () => {
  test('a job stays until its last fact is archived and its time is over, then nothing of it is left', async () => {
    const { background } = world.coordination;
    const job = submission({ iterations: 10, chunkIterations: 10, idempotencyKey: 'kept' });
    await world.coordination.submitJob(job);
    await world.register('a');
    await world.complete('a', await world.lease('a'));
    await foldAll(world, job.id);
    const facts = await background.readFacts('archiver', 100, 10);
    await background.ackFacts(facts.slice(0, -1));
    world.clockOffsetMs = periods.keepArchivedMs + 1_000;
    expect(await background.forgetJobs()).toBe(0);
    await background.ackFacts(facts);
    await background.ackFacts(facts);
    world.clockOffsetMs *= 2;
    expect(await background.forgetJobs()).toBe(1);
    expect(await world.coordination.readJob(job.id)).toBeNull();
    const left = (await redis.keys(`${world.tag}:*`)).filter((key) => key.includes(job.id) || key.includes('config'));
    expect(left).toEqual([]);
    expect(await world.coordination.listJobs(job.owner, null, 10)).toEqual({ jobs: [], nextCursor: null });
  });

  test('jobs are listed newest first, page by page', async () => {
    const jobs = [submission(), submission(), submission()];
    for (const job of jobs) await world.coordination.submitJob(job);
    const first = await world.coordination.listJobs(jobs[0]?.owner ?? '', null, 2);
    const second = await world.coordination.listJobs(jobs[0]?.owner ?? '', first.nextCursor, 2);
    expect([...first.jobs, ...second.jobs].map((job) => job.id)).toEqual(jobs.map((job) => job.id).reverse());
    expect(second.nextCursor).toBeNull();
  });
});

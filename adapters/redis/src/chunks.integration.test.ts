import { limits, periods } from '@wowlab/protocol';
import { planFold } from '@wowlab/scheduling';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foldAll } from './testing/fold-all.ts';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { aggregateOf, nodeId, resultOf, submission, World } from './testing/world.ts';

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

const submitted = async (over: Parameters<typeof submission>[0] = {}) => {
  const job = submission(over);
  await world.coordination.submitJob(job);
  return job;
};
const scrub = async (id: string) => {
  const scrubbed = await world.coordination.background.scrubJob(id);
  expect(scrubbed?.violations).toEqual([]);
  return scrubbed;
};
const only = <Value>(values: readonly Value[]): Value => {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`one value is wanted, there are ${values.length}`);
  return value;
};

describe('invariant 1, partition invariance', () => {
  test('the result is the same text for chunks of 1, 137, 1000 or following the node, in any order of completion', async () => {
    const texts = new Set<string>();
    for (const chunkIterations of [1, 137, 1000, null]) {
      const job = await submitted({ iterations: 1_100, chunkIterations });
      await world.register('a');
      await world.register('b');
      for (;;) {
        const leases = [...(await world.lease('a', 64)), ...(await world.lease('b', 64))];
        if (leases.length === 0) break;
        for (const name of ['b', 'a']) {
          const reports = leases.filter((_, index) => (index % 2 === 0) === (name === 'a')).reverse();
          for (const lease of reports)
            if ((await world.complete(name, [lease])).outcomes[0] === 'foreign')
              await world.complete(name === 'a' ? 'b' : 'a', [lease]);
        }
      }
      await foldAll(world, job.id);
      const results = await world.coordination.readResults(job.id);
      texts.add(only(results ?? []).aggregate);
    }
    expect([...texts]).toEqual([aggregateOf(1, 0, 0, 1_100)]);
  });

  test('a target-error job ends at the same checkpoint whatever else was computed ahead of it', async () => {
    const ends = new Set<string>();
    for (const chunkIterations of [50, 500, null]) {
      const job = await submitted({ iterations: 100_000, targetErrorPct: 0.5, chunkIterations });
      await world.register('a', 8);
      for (let round = 0; round < 200; round += 1) {
        const leases = await world.lease('a', 8);
        if (leases.length > 0) await world.complete('a', [...leases].reverse());
        await foldAll(world, job.id);
        if ((await world.coordination.readJob(job.id))?.state === 'done') break;
      }
      const result = only((await world.coordination.readResults(job.id)) ?? []);
      expect(result.aggregate).toBe(aggregateOf(1, 0, 0, result.iterations));
      ends.add(`${result.iterations} ${result.digest}`);
    }
    expect(ends.size).toBe(1);
  });
});

describe('invariant 2, conservation', () => {
  test('a node that restarts gives back what it held in one move, at a higher generation', async () => {
    const job = await submitted();
    await world.register('a');
    const before = await world.lease('a', 3);
    expect(await world.register('a')).toMatchObject({ kind: 'registered', released: 3 });
    expect(await scrub(job.id)).toMatchObject({ chunks: { open: 3, leased: 0 } });
    const after = await world.lease('a', 3);
    expect(after.map(({ start, count }) => ({ start, count }))).toEqual(
      before.map(({ start, count }) => ({ start, count })),
    );
    expect(after.every((lease) => lease.generation === 2)).toBe(true);
  });

  test('registering twice with the same session changes nothing', async () => {
    await submitted();
    await world.register('a', 2, '11111111-1111-4111-8111-111111111111');
    await world.lease('a', 2);
    expect(await world.register('a', 2, '11111111-1111-4111-8111-111111111111')).toMatchObject({ released: 0 });
    expect((await world.coordination.stats()).activeWorkers).toBe(2);
  });

  test('hazard A.5: what a dead node held is open again, though no other node is there to take it', async () => {
    const job = await submitted();
    await world.register('a');
    await world.lease('a', 4);
    world.clockOffsetMs = periods.heartbeatMs * periods.missedHeartbeats + 1_000;
    const swept = await world.coordination.background.sweep();
    expect(swept.deadNodes).toEqual([nodeId('a')]);
    expect(swept.reopenedLeases).toBe(4);
    expect(await scrub(job.id)).toMatchObject({ chunks: { open: 4, leased: 0 } });
    expect((await world.coordination.stats()).activeWorkers).toBe(0);
  });

  test('a node that stays dead for a month is forgotten, and comes back as itself', async () => {
    await world.register('a');
    world.clockOffsetMs = 40_000;
    await world.coordination.background.sweep();
    expect(await world.coordination.readNode(nodeId('a'))).toMatchObject({ state: 'dead' });
    expect(await world.coordination.background.forgetNodes()).toBe(0);
    world.clockOffsetMs = 31 * 24 * 3_600_000;
    expect(await world.coordination.background.forgetNodes()).toBe(1);
    expect(await world.coordination.readNode(nodeId('a'))).toBeNull();
    await world.register('a');
    expect(await world.coordination.readNode(nodeId('a'))).toMatchObject({ state: 'active' });
  });

  test('hazard A.1: a node that only beats keeps its leases for as long as it lives', async () => {
    const job = await submitted();
    await world.register('a');
    await world.lease('a', 1);
    for (let beat = 0; beat < 20; beat += 1) {
      world.clockOffsetMs += periods.heartbeatMs;
      await world.beat('a');
      await world.coordination.background.sweep();
    }
    expect(await scrub(job.id)).toMatchObject({ chunks: { leased: 1 } });
  });

  test('a lease that its living node forgot is opened by its far deadline', async () => {
    const job = await submitted();
    await world.register('a');
    await world.lease('a', 1);
    for (let beat = 0; beat < 70; beat += 1) {
      world.clockOffsetMs += periods.heartbeatMs;
      await world.beat('a');
      await world.coordination.background.sweep();
    }
    expect(await scrub(job.id)).toMatchObject({ chunks: { leased: 0, open: 1 } });
  });

  test('fault B.6: two sentinels that lease and two that sweep at once conserve every chunk', async () => {
    const other = await World.open(server.url, world.tag);
    try {
      const job = await submitted({ iterations: 2_000, chunkIterations: 20 });
      await Promise.all(['a', 'b', 'c', 'd'].map((name) => world.register(name)));
      const leased = await Promise.all(['a', 'b', 'c', 'd'].map((name) => world.lease(name, 25)));
      expect(new Set(leased.flat().map((lease) => lease.start)).size).toBe(100);
      world.clockOffsetMs = 40_000;
      other.clockOffsetMs = 40_000;
      const swept = await Promise.all([world.coordination.background.sweep(), other.coordination.background.sweep()]);
      expect(swept[0].reopenedLeases + swept[1].reopenedLeases).toBe(100);
      expect(await scrub(job.id)).toMatchObject({ chunks: { open: 100, leased: 0 } });
    } finally {
      await other.close();
    }
  });

  test('after an outage in which no heartbeat could arrive nodes get the time to be heard again', async () => {
    await submitted();
    await world.register('a');
    await world.lease('a', 1);
    await world.coordination.background.sweep();
    world.clockOffsetMs = 45_000;
    expect((await world.coordination.background.sweep()).deadNodes).toEqual([]);
    await world.beat('a');
    world.clockOffsetMs = 55_000;
    expect((await world.coordination.background.sweep()).deadNodes).toEqual([]);
  });
});

describe('invariant 3, counted once', () => {
  test('fault B.3: the same result twice, at the same moment to two sentinels, is counted once', async () => {
    const other = await World.open(server.url, world.tag);
    try {
      const job = await submitted({ iterations: 300, chunkIterations: 300 });
      await world.register('a');
      const lease = only(await world.lease('a'));
      const completion = { node: nodeId('a'), job: job.id, reports: [resultOf(lease)] };
      const answers = await Promise.all(
        [world, other, world, other].map((sentinel) => sentinel.coordination.completeChunks(completion)),
      );
      expect(answers.flatMap((answer) => answer.outcomes).sort()).toEqual([
        'counted',
        'repeated',
        'repeated',
        'repeated',
      ]);
      expect((await scrub(job.id))?.countedIterations).toBe(300);
    } finally {
      await other.close();
    }
  });

  test('fault B.2: a late result of a former holder counts once, and the new holder’s equal one is only compared', async () => {
    const job = await submitted({ iterations: 300, chunkIterations: 300 });
    await world.register('a');
    const old = only(await world.lease('a'));
    world.clockOffsetMs = 40_000;
    await world.coordination.background.sweep();
    await world.register('b');
    const fresh = only(await world.lease('b'));
    expect(fresh.generation).toBe(old.generation + 1);
    expect((await world.complete('a', [old])).outcomes).toEqual(['counted']);
    expect((await world.complete('b', [fresh])).outcomes).toEqual(['repeated']);
    expect(await scrub(job.id)).toMatchObject({ chunks: { done: 1, leased: 0 }, countedIterations: 300 });
  });

  test('hazard A.4: after A, B, A the good result of A is counted', async () => {
    await submitted({ iterations: 300, chunkIterations: 300 });
    await world.register('a');
    await world.register('b');
    const first = only(await world.lease('a'));
    await world.report('a', first.job, [{ ...first, kind: 'returned' }]);
    const second = only(await world.lease('b'));
    await world.report('b', second.job, [{ ...second, kind: 'returned' }]);
    const third = only(await world.lease('a'));
    expect((await world.complete('a', [third])).outcomes).toEqual(['counted']);
  });

  test('another result for a done chunk is a mismatch and changes nothing', async () => {
    const job = await submitted({ iterations: 300, chunkIterations: 300 });
    await world.register('a');
    const lease = only(await world.lease('a'));
    await world.complete('a', [lease]);
    const forged = { ...resultOf(lease), aggregate: aggregateOf(99, 0, 0, 300) };
    expect((await world.report('a', job.id, [forged])).outcomes).toEqual(['mismatch']);
    await foldAll(world, job.id);
    expect(only((await world.coordination.readResults(job.id)) ?? []).aggregate).toBe(aggregateOf(1, 0, 0, 300));
  });

  test('of two sentinels that fold the same results one wins, and results that came meanwhile are kept', async () => {
    const job = await submitted({ iterations: 400, chunkIterations: 50 });
    await world.register('a');
    const [first, second, ...rest] = await world.lease('a', 8);
    if (first === undefined || second === undefined) throw new Error('eight leases are wanted');
    await world.complete('a', [first, second]);
    const { background } = world.coordination;
    const read = await Promise.all([background.readFold(job.id), background.readFold(job.id)]);
    await world.complete('a', rest.slice(0, 4));
    const commits = read.map((toFold) => {
      const plan = toFold?.segments[0] && planFold(job.id, toFold, toFold.segments[0]);
      if (plan?.kind !== 'commit') throw new Error('there is something to commit');
      return plan.commit;
    });
    const outcomes = await Promise.all(commits.map((commit) => background.commitFold(commit)));
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['committed', 'stale']);
    expect((await scrub(job.id))?.countedIterations).toBe(300);
    await world.complete('a', rest.slice(4));
    await foldAll(world, job.id);
    expect(only((await world.coordination.readResults(job.id)) ?? []).aggregate).toBe(aggregateOf(1, 0, 0, 400));
  });

  test('fault B.7: a sentinel killed between the write and the reply answers the retry with the same leases', async () => {
    const job = await submitted();
    await world.register('a');
    const requestId = '22222222-2222-4222-8222-222222222222';
    const first = await world.tryLease('a', 2, { requestId });
    const again = await world.tryLease('a', 2, { requestId });
    expect(again).toMatchObject({
      kind: 'leased',
      replayed: true,
      leases: first.kind === 'leased' ? first.leases : [],
    });
    expect(await scrub(job.id)).toMatchObject({ chunks: { leased: 2 } });
  });
});

describe('invariant 8, a node touches only what it was leased', () => {
  test('fault B.5: the wrong node is refused and the rightful node’s later result counts', async () => {
    await submitted({ iterations: 300, chunkIterations: 300 });
    await world.register('a');
    await world.register('b');
    const lease = only(await world.lease('a'));
    expect((await world.complete('b', [lease])).outcomes).toEqual(['foreign']);
    expect((await world.complete('a', [lease])).outcomes).toEqual(['counted']);
  });

  test('fault B.4: unknown, never-leased, cancelled and ended chunks get a permanent answer', async () => {
    const job = await submitted({ iterations: 300, chunkIterations: 100 });
    await world.register('a');
    const lease = only(await world.lease('a'));
    expect((await world.report('a', job.id, [{ ...resultOf(lease), start: 50 }])).outcomes).toEqual(['unknown']);
    expect((await world.report('a', job.id, [{ ...resultOf(lease), count: 99 }])).outcomes).toEqual(['unknown']);
    expect((await world.report('a', job.id, [{ ...resultOf(lease), generation: 2 }])).outcomes).toEqual(['unknown']);
    const nowhere = submission();
    expect((await world.report('a', nowhere.id, [resultOf(lease)])).outcomes).toEqual(['unknown']);
    await world.coordination.cancelJob(job.id, '*', 'cancelled by its owner');
    expect((await world.complete('a', [lease])).outcomes).toEqual(['unneeded']);
    expect(await world.tryLease('a')).toMatchObject({ leases: [], ended: [job.id] });
    expect(await world.tryLease('a')).toMatchObject({ leases: [], ended: [] });
  });

  test('giving back needs the current generation', async () => {
    const job = await submitted({ iterations: 300, chunkIterations: 300 });
    await world.register('a');
    const old = only(await world.lease('a'));
    await world.report('a', job.id, [{ ...old, kind: 'returned' }]);
    const current = only(await world.lease('a'));
    expect((await world.report('a', job.id, [{ ...old, kind: 'returned' }])).outcomes).toEqual(['unneeded']);
    expect(await scrub(job.id)).toMatchObject({ chunks: { leased: 1 } });
    expect((await world.report('a', job.id, [{ ...current, kind: 'returned' }])).reopenedIterations).toBe(300);
  });

  test('a stale session and an unknown node lease nothing', async () => {
    await submitted();
    await world.register('a');
    expect(await world.tryLease('a', 1, { session: 'another' })).toMatchObject({ kind: 'stale-session' });
    expect(await world.tryLease('nobody')).toMatchObject({ kind: 'unknown-node' });
  });
});

describe('poison chunks', () => {
  const failOn = async (name: string) => {
    const lease = only(await world.lease(name));
    return world.report(name, lease.job, [{ ...lease, kind: 'failure', reason: 'the fight never ended' }]);
  };

  test('hazard A.10: a chunk that distinct nodes fail is dead and the job fails with the reason', async () => {
    const job = await submitted({ iterations: 100, chunkIterations: 100 });
    const names = Array.from({ length: limits.chunkAttempts }, (_, index) => `n${index}`);
    for (const name of names) await world.register(name);
    for (const name of names) await failOn(name);
    const record = await world.coordination.readJob(job.id);
    expect(record).toMatchObject({ state: 'failed' });
    expect(record?.reason).toBe('Chunk 0:0 failed 3 times on 3 nodes, last: the fight never ended');
  });

  test('a reason with control characters and broken characters is stored as one plain line', async () => {
    const job = await submitted({ iterations: 100, chunkIterations: 100 });
    await world.register('a');
    for (let attempt = 0; attempt < 2 * limits.chunkAttempts; attempt += 1) {
      const lease = only(await world.lease('a'));
      await world.report('a', job.id, [{ ...lease, kind: 'failure', reason: 'line\r\n\u0000\u001b[31mred \ud800' }]);
    }
    expect((await world.coordination.readJob(job.id))?.reason).toMatch(/last: line \[31mred \ufffd$/);
  });

  test('a node gets a chunk it failed again only when no other could take it', async () => {
    await submitted({ iterations: 100, chunkIterations: 100 });
    await world.register('a');
    await world.register('b');
    await failOn('a');
    expect(await world.lease('a')).toEqual([]);
    expect(await world.lease('b')).toHaveLength(1);
  });

  test('on a single node a bad chunk does not loop for ever', async () => {
    const job = await submitted({ iterations: 100, chunkIterations: 100 });
    await world.register('a');
    for (let attempt = 0; attempt < 2 * limits.chunkAttempts; attempt += 1) await failOn('a');
    expect((await world.coordination.readJob(job.id))?.state).toBe('failed');
  });

  test('results that came with the failure that ends the job are counted first', async () => {
    const job = await submitted({ iterations: 200, chunkIterations: 100 });
    await world.register('a');
    for (let attempt = 0; attempt < 5; attempt += 1) await failOn('a');
    const leases = await world.lease('a', 2);
    const [bad, good] = leases.toSorted((left, right) => left.start - right.start);
    if (bad === undefined || good === undefined) throw new Error('two leases are wanted');
    const answer = await world.report('a', job.id, [{ ...bad, kind: 'failure', reason: 'again' }, resultOf(good)]);
    expect(answer).toMatchObject({ outcomes: ['counted', 'counted'], state: 'failed' });
  });
});

import { createHash } from 'node:crypto';
import { localUserId } from '@wowlab/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RedisForTests, startRedisForTests } from './testing/redis-for-tests.ts';
import { build, nodeId, submission, World } from './testing/world.ts';

const other = '00000000-0000-4000-8000-000000000002';
const third = '00000000-0000-4000-8000-000000000003';
const code = (text: string): string => createHash('sha256').update(text).digest('hex');
const lifeMs = 600_000;

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

const registerNobodys = (name: string) => world.register(name, 2, undefined, { ownership: null });
const ownerOf = async (name: string) => (await world.coordination.readNode(nodeId(name)))?.owner ?? null;

describe('whose jobs a node runs', () => {
  const jobsLeased = async (name: string): Promise<ReadonlySet<string>> =>
    new Set((await world.lease(name, 30)).map((lease) => lease.job));

  test.each([
    ['nobody’s node runs nothing', null, []],
    ['a private one its owner’s', { owner: other, share: 'private', users: [] }, [other]],
    ['one shared with users theirs too', { owner: other, share: 'users', users: [third] }, [other, third]],
    ['a public one everyone’s', { owner: other, share: 'public', users: [] }, [localUserId, other, third]],
  ] as const)('%s', async (_, ownership, owners) => {
    const jobs = new Map<string, string>();
    for (const owner of [localUserId, other, third]) {
      const job = submission({ owner, iterations: 20, chunkIterations: 10 });
      jobs.set(owner, job.id);
      await world.coordination.submitJob(job);
    }
    await world.register('a', 2, undefined, {
      ownership: ownership === null ? null : { ...ownership, users: [...ownership.users] },
    });
    expect(await jobsLeased('a')).toEqual(new Set(owners.map((owner) => jobs.get(owner))));
  });

  test('work wakes only nodes that may run it', async () => {
    await world.register('private', 2, undefined, { ownership: { owner: other, share: 'private', users: [] } });
    await world.register('shared', 2, undefined, { ownership: { owner: other, share: 'users', users: [third] } });
    for (const name of ['private', 'shared']) expect(await world.lease(name)).toEqual([]);
    expect(await world.coordination.wakeNodes(build, 1_000, localUserId)).toEqual([]);
    expect(await world.coordination.wakeNodes(build, 1_000, third)).toEqual([nodeId('shared')]);
    expect(await world.coordination.wakeNodes(build, 1_000, other)).toEqual([nodeId('private')]);
  });

  test('sharing that changes counts from the next lease on, and only its owner changes it', async () => {
    await world.coordination.submitJob(submission({ owner: third, iterations: 20, chunkIterations: 10 }));
    await world.register('a', 2, undefined, { ownership: { owner: other, share: 'private', users: [] } });
    expect(await world.lease('a')).toEqual([]);
    const share = { action: 'share', share: 'public', users: [] } as const;
    expect(await world.coordination.changeNode(nodeId('a'), third, share)).toEqual({ kind: 'foreign' });
    expect(await world.lease('a')).toEqual([]);
    expect(await world.coordination.changeNode(nodeId('a'), other, share)).toMatchObject({ kind: 'changed' });
    expect(await world.lease('a')).toHaveLength(1);
  });
});

describe('a claim', () => {
  test('is seen first and confirmed then; one user wins, and a repetition of theirs is answered alike', async () => {
    await registerNobodys('a');
    const { coordination } = world;
    expect(await coordination.startClaim(nodeId('a'), code('x'), lifeMs)).toEqual({ kind: 'waiting', leftMs: lifeMs });
    expect(await coordination.useClaim(code('x'), other, null)).toEqual({ kind: 'shown', node: nodeId('a') });
    expect(await ownerOf('a')).toBeNull();
    const mine = { share: 'private', users: [] } as const;
    const answers = await Promise.all([other, third].map((user) => coordination.useClaim(code('x'), user, mine)));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['claimed', 'used']);
    const winner = await ownerOf('a');
    expect([other, third]).toContain(winner);
    expect(await coordination.useClaim(code('x'), winner ?? '', mine)).toEqual({ kind: 'claimed', node: nodeId('a') });
    expect(await coordination.startClaim(nodeId('a'), code('y'), lifeMs)).toEqual({ kind: 'owned', owner: winner });
  });

  test('fails for a code that no node shows, has expired, or was followed by another', async () => {
    await registerNobodys('a');
    const { coordination } = world;
    expect(await coordination.useClaim(code('wrong'), other, null)).toEqual({ kind: 'unknown' });
    await coordination.startClaim(nodeId('a'), code('first'), lifeMs);
    await coordination.startClaim(nodeId('a'), code('second'), 30);
    expect(await coordination.useClaim(code('first'), other, null)).toEqual({ kind: 'unknown' });
    await expect.poll(() => coordination.useClaim(code('second'), other, null)).toEqual({ kind: 'unknown' });
  });

  test('of a code that two nodes draw goes to the first; the second is told to draw again', async () => {
    await registerNobodys('a');
    await registerNobodys('b');
    await world.coordination.startClaim(nodeId('a'), code('x'), lifeMs);
    expect(await world.coordination.startClaim(nodeId('b'), code('x'), lifeMs)).toEqual({ kind: 'taken' });
  });

  test('survives a new start of the node', async () => {
    await registerNobodys('a');
    await world.coordination.startClaim(nodeId('a'), code('x'), lifeMs);
    await world.coordination.useClaim(code('x'), other, { share: 'private', users: [] });
    await registerNobodys('a');
    expect(await ownerOf('a')).toBe(other);
  });
});

describe('a revoked key', () => {
  test('holds nothing from that moment on, and is never taken again', async () => {
    const job = submission({ iterations: 40, chunkIterations: 10 });
    await world.coordination.submitJob(job);
    await world.register('a');
    const leases = await world.lease('a', 2);
    const revoke = { action: 'revoke' } as const;
    expect(await world.coordination.changeNode(nodeId('a'), localUserId, revoke)).toEqual({
      kind: 'changed',
      released: 2,
    });
    expect(await world.coordination.changeNode(nodeId('a'), localUserId, revoke)).toEqual({
      kind: 'changed',
      released: 0,
    });
    expect(await world.tryLease('a')).toMatchObject({ kind: 'revoked' });
    expect(await world.beat('a')).toMatchObject({ kind: 'revoked' });
    expect(await world.register('a')).toEqual({ kind: 'revoked' });
    expect(await world.coordination.readNode(nodeId('a'))).toMatchObject({ revokedAtMs: expect.any(Number) });
    await world.register('b');
    expect((await world.lease('b', 4)).map(({ start }) => start).sort((x, y) => x - y)).toEqual([0, 10, 20, 30]);
    expect((await world.coordination.background.scrubJob(job.id))?.violations).toEqual([]);
    expect(leases).toHaveLength(2);
  });

  test('is known by the archive when Redis has forgotten it', async () => {
    const archived = {
      owner: other,
      share: 'private',
      users: [],
      changedAtMs: 5,
      revokedAtMs: 7,
      quarantinedAtMs: null,
    } as const;
    expect(await world.register('a', 2, undefined, { ownership: archived })).toEqual({ kind: 'revoked' });
    expect(await world.register('a')).toEqual({ kind: 'revoked' });
  });

  test('that registered while the archive was away is found out, and what it held goes back', async () => {
    await world.coordination.submitJob(submission({ iterations: 40, chunkIterations: 10 }));
    await world.register('a', 2, undefined, { ownership: null, unchecked: true });
    const { background } = world.coordination;
    expect(await background.uncheckedNodes(10)).toEqual([nodeId('a')]);
    const archived = {
      owner: other,
      share: 'private',
      users: [],
      changedAtMs: 5,
      revokedAtMs: 7,
      quarantinedAtMs: null,
    } as const;
    await background.restoreOwner(nodeId('a'), archived);
    expect(await background.uncheckedNodes(10)).toEqual([]);
    expect(await world.tryLease('a')).toMatchObject({ kind: 'revoked' });
  });
});

test('a node that registered while the archive was away gets its owner back, unless it was claimed since', async () => {
  const { coordination } = world;
  const archived = {
    owner: other,
    share: 'public',
    users: [],
    changedAtMs: 5,
    revokedAtMs: null,
    quarantinedAtMs: null,
  } as const;
  for (const name of ['a', 'b']) await world.register(name, 2, undefined, { ownership: null, unchecked: true });
  await coordination.startClaim(nodeId('b'), code('b'), lifeMs);
  await coordination.useClaim(code('b'), third, { share: 'private', users: [] });
  for (const name of ['a', 'b']) await coordination.background.restoreOwner(nodeId(name), archived);
  expect(await coordination.readNode(nodeId('a'))).toMatchObject({ owner: other, share: 'public' });
  expect(await coordination.readNode(nodeId('b'))).toMatchObject({ owner: third, share: 'private' });
});

describe('a new key', () => {
  test('takes over whose the node is, gives back what it held, and the old key counts for nothing', async () => {
    const { coordination } = world;
    await coordination.submitJob(submission({ owner: other, iterations: 40, chunkIterations: 10 }));
    await world.register('old', 2, undefined, { ownership: { owner: other, share: 'users', users: [third] } });
    await world.lease('old', 2);
    const key = 'k'.repeat(43);
    expect(await coordination.rotateNode(nodeId('old'), nodeId('new'), key)).toEqual({ kind: 'rotated', released: 2 });
    expect(await coordination.rotateNode(nodeId('old'), nodeId('new'), key)).toEqual({ kind: 'rotated', released: 0 });
    expect(await coordination.rotateNode(nodeId('old'), nodeId('newer'), key)).toEqual({ kind: 'revoked' });
    expect(await world.tryLease('old')).toMatchObject({ kind: 'revoked' });
    await world.register('new', 2, undefined, { publicKey: key, ownership: null });
    expect(await coordination.readNode(nodeId('new'))).toMatchObject({ owner: other, share: 'users', users: [third] });
    expect(await world.lease('new', 4)).toHaveLength(4);
  });

  test('that belongs to a node already is refused', async () => {
    await world.register('a');
    await world.register('b');
    expect(await world.coordination.rotateNode(nodeId('a'), nodeId('b'), 'k'.repeat(43))).toEqual({ kind: 'taken' });
  });
});

test('an enrolment token is counted by machine, however often each starts', async () => {
  const use = (name: string) => world.coordination.useEnrolment('token', nodeId(name), 2, lifeMs);
  expect([await use('a'), await use('a'), await use('b'), await use('c'), await use('b')]).toEqual([
    true,
    true,
    true,
    false,
    true,
  ]);
});

test('every change of ownership reaches the outbox, each later than the one before', async () => {
  const { coordination } = world;
  await world.register('a', 2, undefined, { ownership: { owner: other, share: 'private', users: [] } });
  await coordination.changeNode(nodeId('a'), other, { action: 'share', share: 'users', users: [third] });
  await coordination.changeNode(nodeId('a'), other, { action: 'release' });
  await coordination.changeNode(nodeId('a'), null, { action: 'revoke' });
  const facts = await coordination.background.readFacts('archiver', 100, 1);
  const owners = facts
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    .filter(({ kind }) => kind === 'owner');
  expect(owners).toMatchObject([
    { owner: other, share: 'private', users: [], revokedAtMs: null },
    { owner: other, share: 'users', users: [third] },
    { owner: null, share: 'private', users: [] },
    { owner: null, revokedAtMs: expect.any(Number) },
  ]);
  const times = owners.map(({ changedAtMs }) => Number(changedAtMs));
  expect(times).toEqual([...new Set(times)].sort((x, y) => x - y));
});

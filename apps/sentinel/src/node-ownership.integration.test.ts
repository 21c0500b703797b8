import { createConnection } from 'node:net';
import { encodeBase64Url } from '@wowlab/identity';
import type {
  Enrolment,
  FleetPage,
  Job,
  KeyRotated,
  NodeAnswer,
  NodeClaim,
  Problem,
  WorkAnswer,
} from '@wowlab/protocol';
import { rotationStatement } from '@wowlab/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asUser, profile, type RunningSentinel, SentinelWorld, userOf } from './testing/sentinel-world.ts';
import { send, type Response } from './testing/send.ts';
import { metrics, TestNode } from './testing/test-node.ts';

let world: SentinelWorld;
let sentinel: RunningSentinel;
let second: RunningSentinel;
beforeAll(async () => {
  world = await SentinelWorld.open();
  const publicOrigins = ['https://wowlab.test'];
  // Hosted: no machine is anybody's by itself.
  [sentinel, second] = await Promise.all([
    world.start({ localMode: false, publicOrigins }),
    world.start({ localMode: false, publicOrigins }),
  ]);
});
afterAll(async () => world.close());

const origin = { publicUrl: 'https://wowlab.test' } as never;
const codeOf = (response: Response): string => `${response.status} ${response.json<Problem>().code}`;

/** Signed for the public origin, sent to the sentinel of choice. */
const call = async (node: TestNode, path: string, json: unknown = {}, via = sentinel): Promise<Response> => {
  const { headers, body } = await node.sign(origin, path, json);
  return send(`${via.publicUrl}${path}`, {
    method: 'POST',
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
  });
};

const registered = async (over: object = {}): Promise<TestNode> => {
  const node = await TestNode.create();
  const response = await call(node, '/v1/node/register', node.registration(over));
  expect(response.status).toBe(200);
  return node;
};

const post = (user: string, path: string, json: unknown, via = sentinel) => asUser(via, path, { user, json });

const claimed = async (user: string, share: object = {}): Promise<TestNode> => {
  const node = await registered();
  const { code } = (await call(node, '/v1/node/claim')).json<NodeClaim>();
  expect((await post(user, '/v1/claims', { code, ...share })).status).toBe(200);
  return node;
};

const leasesOf = async (node: TestNode): Promise<readonly string[]> => {
  const answer = await call(node, '/v1/node/work', node.exchange({ want: 4 }));
  return answer.json<WorkAnswer>().leases.map(({ job }) => job);
};

const flushRedis = (): Promise<void> =>
  new Promise((resolve) => {
    const socket = createConnection(world.redis.port, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
    socket.once('data', () => resolve(void socket.destroy()));
  });

const outboxIsEmpty = async (): Promise<void> => {
  const left = async (): Promise<number> =>
    (await send(`${sentinel.publicUrl}/status`)).json<{ outboxLength: number }>().outboxLength;
  await expect.poll(left, { timeout: 10_000 }).toBe(0);
};

describe('claiming a node', () => {
  test('a node is nobody’s and runs nothing until the code it shows was confirmed; then it runs its owner’s jobs alone', async () => {
    const [owner, other] = [userOf('owner'), userOf('other')];
    const node = await registered();
    const job = (await post(owner, '/v1/jobs', { profile, iterations: 50 })).json<Job>();
    await post(other, '/v1/jobs', { profile, iterations: 50 });
    expect(await leasesOf(node)).toEqual([]);
    const claim = (await call(node, '/v1/node/claim')).json<NodeClaim>();
    expect(claim).toMatchObject({ state: 'waiting', url: 'https://wowlab.test/claim' });
    expect(claim.code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
    const typed = ` ${claim.code?.toLowerCase().replace('-', ' ')} `;
    const seen = await post(owner, '/v1/claims/lookup', { code: typed });
    expect(seen.json<NodeAnswer>().node).toMatchObject({ id: node.id, name: 'tester', mine: false, claimed: false });
    expect((await post(owner, '/v1/claims', { code: typed })).json<NodeAnswer>().node).toMatchObject({ mine: true });
    expect(codeOf(await post(other, '/v1/claims', { code: claim.code }))).toBe('409 code-used');
    expect(new Set(await leasesOf(node))).toEqual(new Set([job.id]));
    expect((await call(node, '/v1/node/claim')).json<NodeClaim>()).toMatchObject({ state: 'owned', code: null });
    const beat = await call(node, '/v1/node/heartbeat', { session: node.session, metrics });
    expect(beat.json()).toMatchObject({ claimed: true });
  });

  test('hazard B.32: guesses are refused, then slowed down, and no code is ever logged', async () => {
    const guesser = userOf('guesser');
    const node = await registered();
    const { code } = (await call(node, '/v1/node/claim')).json<NodeClaim>();
    const guesses: Response[] = [];
    for (let guess = 0; guess < 12; guess += 1) guesses.push(await post(guesser, '/v1/claims', { code: 'BBBB-BBBB' }));
    const codes = new Set(guesses.map(codeOf));
    expect(codes).toEqual(new Set(['404 unknown-code', '429 too-many-requests']));
    expect(guesses.find(({ status }) => status === 429)?.headers['retry-after']).toBeDefined();
    const draws = await Promise.all(Array.from({ length: 8 }, () => call(node, '/v1/node/claim')));
    expect(draws.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    const logged = [...sentinel.logged, ...second.logged].join('\n');
    expect(logged).toContain('wrong-claim-code');
    expect(logged).not.toContain(code ?? 'no code');
    expect(logged).not.toContain('BBBB-BBBB');
  });

  test.each([
    [{ code: 'AEIO-UAEI' }, 'code'],
    [{ code: 'BBBB' }, 'code'],
    [{ code: 'BBBB-BBBB', share: 'users' }, 'users'],
    [{ code: 'BBBB-BBBB', share: 'public', users: [userOf('x')] }, 'users'],
    [{ code: 'BBBB-BBBB', share: 'everyone' }, 'share'],
  ])('%j is refused, naming the field', async (body, field) => {
    const refused = await post(userOf(`typist ${JSON.stringify(body)}`), '/v1/claims', body);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.json<Problem>().errors)).toContain(field);
  });
});

test('a node is seen by its owner and by those it serves, and its sharing by its owner alone', async () => {
  const [owner, friend, stranger] = [userOf('node owner'), userOf('friend'), userOf('stranger')];
  const node = await claimed(owner, { share: 'users', users: [friend] });
  const seenBy = async (user: string) =>
    (await asUser(sentinel, '/v1/nodes?limit=100', { user })).json<FleetPage>().nodes.find(({ id }) => id === node.id);
  expect(await seenBy(owner)).toMatchObject({ mine: true, share: 'users', users: [friend] });
  expect(await seenBy(friend)).toMatchObject({ mine: false, users: [] });
  expect(await seenBy(stranger)).toBeUndefined();
  expect(codeOf(await post(friend, `/v1/nodes/${node.id}/sharing`, { share: 'public' }))).toBe('404 not-found');
  expect((await post(owner, `/v1/nodes/${node.id}/sharing`, { share: 'public' })).status).toBe(200);
  expect(await seenBy(stranger)).toMatchObject({ share: 'public' });
});

describe('hazard B.31: a revoked key', () => {
  test('is refused by every sentinel within 5 s, and what it held is run by others', async () => {
    const owner = userOf('revoker');
    const [node, heir] = [await claimed(owner), await claimed(owner)];
    await post(owner, '/v1/jobs', { profile, iterations: 40 });
    expect((await leasesOf(node)).length).toBeGreaterThan(0);
    const beatAt = (via: RunningSentinel) => call(node, '/v1/node/heartbeat', { session: node.session, metrics }, via);
    // Both know the key by now, and keep it for a while.
    for (const via of [sentinel, second]) expect((await beatAt(via)).status).toBe(200);
    expect(codeOf(await post(userOf('somebody'), `/v1/nodes/${node.id}/revoke`, {}))).toBe('404 not-found');
    const revoked = await post(owner, `/v1/nodes/${node.id}/revoke`, {});
    expect(revoked.json<{ releasedLeases: number }>().releasedLeases).toBeGreaterThan(0);
    for (const via of [sentinel, second]) {
      await expect.poll(async () => (await beatAt(via)).status, { timeout: 5_000 }).toBeGreaterThanOrEqual(400);
    }
    expect(codeOf(await call(node, '/v1/node/register', node.registration()))).toBe('403 revoked');
    expect((await leasesOf(heir)).length).toBeGreaterThan(0);
  });

  test('stays revoked when Redis has lost everything, and others keep their owners', async () => {
    const owner = userOf('keeper');
    const [gone, kept] = [await claimed(owner), await claimed(owner, { share: 'public' })];
    await post(owner, `/v1/nodes/${gone.id}/revoke`, {});
    await outboxIsEmpty();
    await flushRedis();
    expect(codeOf(await call(gone, '/v1/node/register', gone.registration()))).toBe('403 revoked');
    expect((await call(kept, '/v1/node/register', kept.registration())).json()).toMatchObject({ claimed: true });
    const page = (await asUser(sentinel, '/v1/nodes?limit=100', { user: owner })).json<FleetPage>();
    expect(page.nodes.find(({ id }) => id === kept.id)).toMatchObject({ mine: true, share: 'public' });
  });
});

test('a node moves to a new key that proves itself, and is the same node to its owner', async () => {
  const owner = userOf('rotator');
  const old = await claimed(owner);
  const next = await TestNode.create();
  const publicKey = encodeBase64Url(next.key.publicKey);
  const proofOf = (by: TestNode) => encodeBase64Url(by.key.sign(Buffer.from(rotationStatement(old.id, publicKey))));
  const forged = await call(old, '/v1/node/rotate', { publicKey, proof: proofOf(old) });
  expect(codeOf(forged)).toBe('401 bad-signature');
  const rotated = await call(old, '/v1/node/rotate', { publicKey, proof: proofOf(next) });
  expect(rotated.json<KeyRotated>().id).toBe(next.id);
  const repeated = await call(old, '/v1/node/rotate', { publicKey, proof: proofOf(next) }, second);
  expect(repeated.json<KeyRotated>().id).toBe(next.id);
  expect((await call(next, '/v1/node/register', next.registration())).json()).toMatchObject({ claimed: true });
  expect(codeOf(await call(old, '/v1/node/register', old.registration()))).toBe('403 revoked');
  const page = (await asUser(sentinel, '/v1/nodes?limit=100', { user: owner })).json<FleetPage>();
  expect(page.nodes.filter(({ mine }) => mine).map(({ id }) => id)).toEqual([next.id]);
});

describe('an enrolment token', () => {
  test('makes so many machines the user’s, each as often as it starts', async () => {
    const owner = userOf('farmer');
    const made = await post(owner, '/v1/enrolments', { nodes: 2, share: 'public' });
    const { token } = made.json<Enrolment>();
    const [first] = [await registered({ enrolment: token }), await registered({ enrolment: token })];
    const third = await TestNode.create();
    const full = await call(third, '/v1/node/register', third.registration({ enrolment: token }));
    expect(codeOf(full)).toBe('403 bad-enrolment');
    expect((await call(first, '/v1/node/register', first.registration({ enrolment: token }))).status).toBe(200);
    const page = (await asUser(second, '/v1/nodes?limit=100', { user: owner })).json<FleetPage>();
    expect(page.nodes.filter(({ mine }) => mine)).toHaveLength(2);
    expect([...sentinel.logged, ...second.logged].join('\n')).not.toContain(token);
  });

  test('that was not made here, was changed or has expired is refused', async () => {
    const node = await TestNode.create();
    const { token } = (await post(userOf('late'), '/v1/enrolments', { lifeMinutes: 1 })).json<Enrolment>();
    const later = await world.start({
      localMode: false,
      publicOrigins: ['https://wowlab.test'],
      tokenSecret: 'x'.repeat(40),
    });
    const tries: readonly (readonly [string, RunningSentinel])[] = [
      [`${token.slice(0, -4)}AAAA`, sentinel],
      ['nonsense', sentinel],
      [token, later],
    ];
    for (const [enrolment, via] of tries) {
      const refused = await call(node, '/v1/node/register', node.registration({ enrolment }), via);
      expect(codeOf(refused)).toBe('403 bad-enrolment');
    }
  });

  test('does not take a machine from somebody else', async () => {
    const node = await claimed(userOf('first owner'));
    const { token } = (await post(userOf('thief'), '/v1/enrolments', {})).json<Enrolment>();
    expect((await call(node, '/v1/node/register', node.registration({ enrolment: token }))).status).toBe(200);
    const page = (await asUser(sentinel, '/v1/nodes?limit=100', { user: userOf('thief') })).json<FleetPage>();
    expect(page.nodes.filter(({ mine }) => mine)).toEqual([]);
  });
});

import { encodeBase64Url } from '@wowlab/identity';
import {
  type Enrolment,
  type Job,
  type Lease,
  localUserId,
  type NodeClaim,
  rotationStatement,
  type WorkAnswer,
} from '@wowlab/protocol';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnyRoute } from './http/route.ts';
import { allRoutes } from './routes/all-routes.ts';
import { asUser, profile, type RunningSentinel, SentinelWorld } from './testing/sentinel-world.ts';
import { send, type Response } from './testing/send.ts';
import { metrics, resultOf, TestNode } from './testing/test-node.ts';

let world: SentinelWorld;
let sentinel: RunningSentinel;
beforeAll(async () => {
  world = await SentinelWorld.open();
  sentinel = await world.start();
});
afterAll(async () => world.close());

const user = localUserId;

/** Says what of an answer is not as its route describes it. */
const faultsOf = (route: AnyRoute | undefined, response: Response): readonly string[] => {
  const described = route?.answers[response.status];
  if (described === undefined) return [`${response.status} is not described: ${response.text}`];
  if (described.schema === null) return response.text === '' ? [] : ['a body is not described'];
  const validator = Compile(described.schema);
  const body = response.json();
  return validator.Check(body) ? [] : validator.Errors(body).map((error) => `${error.instancePath} ${error.message}`);
};

test('every route answers exactly as the API description says', async () => {
  const node = await TestNode.create();
  const answers = new Map<string, Response>();
  const take = async (operation: string, asked: Promise<Response>): Promise<Response> => {
    const response = await asked;
    answers.set(operation, response);
    return response;
  };
  await take('registerNode', node.register(sentinel));
  const job = (
    await take(
      'submitJob',
      asUser(sentinel, '/v1/jobs', { user, json: { profile, name: 'Ünïcode ✓', targetErrorPct: 5 } }),
    )
  ).json<Job>();
  const leases: Lease[] = [];
  for (let round = 0; round < 100; round += 1) {
    const answer = await take(
      'nodeWork',
      node.work(sentinel, { want: 8, completed: leases.map((lease) => resultOf(lease)) }),
    );
    leases.splice(0, leases.length, ...answer.json<WorkAnswer>().leases);
    const read = await take('getJob', asUser(sentinel, `/v1/jobs/${job.id}`, { user }));
    if (read.json<Job>().state === 'done') break;
    if (leases.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await take('getResult', asUser(sentinel, `/v1/jobs/${job.id}/result`, { user }));
  await take('listJobs', asUser(sentinel, '/v1/jobs', { user }));
  const other = (await asUser(sentinel, '/v1/jobs', { user, json: { profile, iterations: 10 } })).json<Job>();
  await take(
    'cancelJob',
    asUser(sentinel, `/v1/jobs/${other.id}/cancel`, { user, json: {}, headers: { 'if-match': '*' } }),
  );
  await take('nodeHeartbeat', node.call(sentinel, '/v1/node/heartbeat', { session: node.session, metrics }));
  await take('nodeToken', node.call(sentinel, '/v1/node/token', {}));
  await take('nodeClaim', node.call(sentinel, '/v1/node/claim', {}));
  const hosted = await world.start({ localMode: false });
  const [claimed, next] = [await TestNode.create(), await TestNode.create()];
  await claimed.register(hosted);
  const { code } = (await claimed.call(hosted, '/v1/node/claim', {})).json<NodeClaim>();
  await take('lookUpClaim', asUser(hosted, '/v1/claims/lookup', { user, json: { code } }));
  await take('confirmClaim', asUser(hosted, '/v1/claims', { user, json: { code } }));
  await take('shareNode', asUser(hosted, `/v1/nodes/${claimed.id}/sharing`, { user, json: { share: 'public' } }));
  const publicKey = encodeBase64Url(next.key.publicKey);
  const proof = encodeBase64Url(next.key.sign(Buffer.from(rotationStatement(claimed.id, publicKey))));
  await take('rotateKey', claimed.call(hosted, '/v1/node/rotate', { publicKey, proof }));
  await next.register(hosted);
  await take('releaseNode', asUser(hosted, `/v1/nodes/${next.id}/release`, { user, json: {} }));
  const enrolled = await take('createEnrolment', asUser(hosted, '/v1/enrolments', { user, json: {} }));
  const { token } = enrolled.json<Enrolment>();
  const spare = await TestNode.create();
  await spare.call(hosted, '/v1/node/register', spare.registration({ enrolment: token }));
  await take('revokeNode', asUser(hosted, `/v1/nodes/${spare.id}/revoke`, { user, json: {} }));
  await take('getConfig', node.call(sentinel, `/v1/configs/${job.arms[0]?.config ?? ''}`));
  await take('listNodes', asUser(sentinel, '/v1/nodes', { user }));
  await take('getMe', asUser(sentinel, '/v1/me', { user }));
  await take('getStats', send(`${sentinel.publicUrl}/v1/stats`));
  await take('createSession', send(`${sentinel.publicUrl}/v1/session`, { method: 'POST' }));
  await take('realtimeToken', asUser(sentinel, '/v1/realtime/token', { user, json: {} }));
  await take('getStatus', send(`${sentinel.publicUrl}/status`));
  await take('healthz', send(`${sentinel.publicUrl}/healthz`));
  await take('readyz', send(`${sentinel.publicUrl}/readyz`));

  expect([...answers.keys()].toSorted()).toEqual(allRoutes.map(({ operation }) => operation).toSorted());
  for (const [operation, response] of answers) {
    const route = allRoutes.find((each) => each.operation === operation);
    expect({ operation, faults: faultsOf(route, response) }).toEqual({ operation, faults: [] });
  }
  const done = await asUser(sentinel, `/v1/jobs/${job.id}`, { user });
  expect(done.json<Job>()).toMatchObject({ state: 'done', name: 'Ünïcode ✓', targetErrorPct: 5 });
});

test('a done job read from the archive alone is the one that Redis told, and its report too', async () => {
  const node = await TestNode.create();
  await node.register(sentinel);
  const { id } = (await asUser(sentinel, '/v1/jobs', { user, json: { profile, iterations: 40 } })).json<Job>();
  const jobNow = async (): Promise<Job> => (await asUser(sentinel, `/v1/jobs/${id}`, { user })).json<Job>();
  for (let round = 0; round < 100 && (await jobNow()).state !== 'done'; round += 1) {
    const leases = await node.lease(sentinel, 8);
    if (leases.length > 0) await node.work(sentinel, { completed: leases.map((lease) => resultOf(lease)) });
    else await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const live = await jobNow();
  const report = (await asUser(sentinel, `/v1/jobs/${id}/result`, { user })).json();
  // Everything that was said is in the archive once the outbox is empty; then Redis may lose it all.
  const outbox = async (): Promise<number | null> =>
    (await send(`${sentinel.publicUrl}/status`)).json<{ outboxLength: number | null }>().outboxLength;
  await expect.poll(outbox, { timeout: 10_000 }).toBe(0);
  const { createConnection } = await import('node:net');
  await new Promise<void>((resolve) => {
    const socket = createConnection(world.redis.port, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
    socket.once('data', () => resolve(void socket.destroy()));
  });
  const archived = await jobNow();
  expect(archived).toEqual({ ...live, arms: archived.arms });
  expect(archived.arms[0]?.mean).toBeCloseTo(live.arms[0]?.mean ?? 0, 6);
  expect(archived.arms[0]?.stdError).toBeCloseTo(live.arms[0]?.stdError ?? 0, 6);
  expect((await asUser(sentinel, `/v1/jobs/${id}/result`, { user })).json()).toEqual(report);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startStack, type TestStack } from '@wowlab/stack';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { profilePaths } from './local-report.ts';
import { digestsOf, must, Player } from './player.ts';
import { alone } from './scene.ts';
import { soon } from './soon.ts';

const [owner, other] = ['8d0fd2b3-9ca7-4d9e-a95f-9e13dded323e', '8d0fd2b3-9ca7-4d9e-a95f-9e13dded323f'];

let stack: TestStack;
let profile: string;
const players = new Map<string, Player>();

/** A token of the shape Supabase Auth issues, for one of the stack's users. */
const tokenOf = async (user: string): Promise<string> => {
  const { jwtSecret } = JSON.parse(await readFile(join(stack.dataDir, 'secrets.json'), 'utf8')) as {
    jwtSecret: string;
  };
  return new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(user)
    .setAudience('authenticated')
    .setIssuer(`${stack.url}/auth/v1`)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(jwtSecret));
};

beforeAll(async () => {
  stack = await startStack({ sentinels: 2, nodes: 0, workers: 1, hosted: true });
  profile = await readFile(profilePaths.auto, 'utf8');
  for (const user of [owner, other]) players.set(user, new Player(stack.url, { token: await tokenOf(user) }));
});
afterAll(async () => {
  for (const player of players.values()) await player.close();
  await stack?.close();
});

const playerOf = (user: string): Player => {
  const player = players.get(user);
  if (player === undefined) throw new Error('no such player');
  return player;
};

test('a machine started by hand shows a code, is claimed by it, and computes its owner’s job and nobody else’s', async () => {
  const mine = playerOf(owner);
  const job = await mine.submit({ profile, iterations: 400, seed: 5 });
  const foreign = await playerOf(other).submit({ profile, iterations: 400, seed: 6 });
  await stack.addNode('lent');
  const code = await soon('a code is shown', async () => /code {2}(\S{4}-\S{4})/.exec(stack.output())?.[1] ?? false);
  expect(must(await mine.client.lookUpClaim(code)).node).toMatchObject({ name: 'lent', claimed: false });
  expect(must(await mine.client.job(job.id)).state).toBe('queued');
  expect(must(await mine.client.claimNode({ code })).node).toMatchObject({ mine: true, share: 'private' });
  const report = await mine.report(job.id);
  expect(digestsOf(report)).toEqual((await alone(400, 5)).digests);
  expect(must(await playerOf(other).client.job(foreign.id)).state).toBe('queued');
  const [node] = must(await mine.client.nodes({ limit: 10 })).nodes;
  must(await mine.client.shareNode(node?.id ?? '', { share: 'users', users: [other] }));
  const theirs = playerOf(other);
  await soon('it works for the friend', async () => must(await theirs.client.job(foreign.id)).state === 'running');
  expect(must(await theirs.client.job(foreign.id)).arms[0]?.iterations, 'unproven results are held').toBe(0);
  const { token } = must(await theirs.client.createEnrolment({}));
  await stack.addNode('friend', { env: { WOWLAB_ENROLMENT: token } });
  expect(digestsOf(await theirs.report(foreign.id)), 'confirmed by the friend’s own machine').toEqual(
    (await alone(400, 6)).digests,
  );
  await expect
    .poll(async () => must(await mine.client.nodes({ limit: 10 })).nodes.find(({ name }) => name === 'lent')?.agreed)
    .toBeGreaterThan(0);
});

test('a machine started with an enrolment token is its user’s at once, and refused everywhere once revoked', async () => {
  const mine = playerOf(owner);
  const { token } = must(await mine.client.createEnrolment({ share: 'private' }));
  const program = await stack.addNode('enrolled', { env: { WOWLAB_ENROLMENT: token } });
  const node = await soon(
    'it is listed as mine',
    async () =>
      must(await mine.client.nodes({ limit: 10 })).nodes.find(({ name, mine: own }) => name === 'enrolled' && own) ??
      false,
  );
  must(await mine.client.revokeNode(node.id));
  const end = await program.exited;
  expect(end.code, 'the agent ends by itself, with a reason').not.toBe(0);
  expect(program.logTail()).toContain('revoked');
});

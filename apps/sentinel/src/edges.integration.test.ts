import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localUserId, type Me, type Problem, type RealtimeToken, type Session, type Status } from '@wowlab/protocol';
import { openCoordination } from '@wowlab/redis';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asUser, type RunningSentinel, secrets, SentinelWorld, userOf } from './testing/sentinel-world.ts';
import { rates } from './http/rates.ts';
import { send, type Response, type Wanted } from './testing/send.ts';

let world: SentinelWorld;
let sentinel: RunningSentinel;
beforeAll(async () => {
  world = await SentinelWorld.open();
  const portalDir = join(world.folder, 'portal');
  await mkdir(join(portalDir, 'assets'), { recursive: true });
  await writeFile(join(portalDir, 'index.html'), '<!doctype html><title>Portal</title>');
  await writeFile(join(portalDir, 'assets', 'app-1234.js'), 'export {};');
  sentinel = await world.start({ portalDir, realtimeUrl: 'wss://realtime.test/connection/websocket' });
});
afterAll(async () => world.close());

const codeOf = (response: Response): string => `${response.status} ${response.json<Problem>().code}`;
const get = (path: string, headers: Record<string, string> = {}) => send(`${sentinel.publicUrl}${path}`, { headers });
const post = (path: string, headers: Record<string, string> = {}) =>
  send(`${sentinel.publicUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{}',
  });

describe('every refusal is a problem with type, title, status, detail, remedy and instance', () => {
  test.each<[string, string, Wanted]>([
    ['404 not-found', '/nothing', {}],
    ['404 not-found', '/v1/nothing', { method: 'POST' }],
    ['405 method-not-allowed', '/v1/jobs', { method: 'DELETE' }],
    ['405 method-not-allowed', '/v1/node/work', {}],
    ['405 method-not-allowed', '/status', { method: 'PUT' }],
    ['400 bad-request', '/v1/%', {}],
    ['401 unauthenticated', '/v1/me', {}],
  ])('%s for %s', async (code, path, wanted) => {
    const response = await send(`${sentinel.publicUrl}${path}`, wanted);
    expect(codeOf(response)).toBe(code);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const problem = response.json<Problem>();
    expect(problem).toMatchObject({ type: `/problems/${problem.code}`, status: response.status });
    expect(problem.instance).toMatch(/^urn:uuid:/);
    const page = await get(problem.type);
    expect([page.status, page.text.includes(problem.title)]).toEqual([200, true]);
  });

  test('405 says what is allowed', async () => {
    const response = await send(`${sentinel.publicUrl}/v1/jobs`, { method: 'DELETE' });
    expect(String(response.headers['allow']).split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST']);
  });
});

describe('pages', () => {
  test('are served under a policy that names this origin and the realtime server, and no one else', async () => {
    for (const path of ['/', '/problems', '/v1/docs', '/status']) {
      const policy = String((await get(path)).headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      const connect = /connect-src ([^;]*)/.exec(policy)?.[1];
      expect(connect).toBe(`'self' ${sentinel.publicUrl.replace('http', 'ws')} wss://realtime.test`);
    }
  });

  test('of the portal come from its folder; its own paths get its one document, others a problem', async () => {
    const page = { accept: 'text/html' };
    expect((await get('/', page)).text).toContain('Portal');
    expect((await get('/jobs/some', page)).text).toContain('Portal');
    expect((await get('/assets/app-1234.js')).headers['cache-control']).toContain('immutable');
    expect((await get('/jobs/some')).status).toBe(404);
    expect((await get('/v1/other', page)).status).toBe(404);
    expect((await get('/assets/gone.js', page)).status).toBe(404);
    expect((await get('/../package.json', page)).text).not.toContain('wowlab');
    expect((await get('/%2e%2e/%2e%2e/etc/passwd')).text).not.toContain('root:');
  });

  test('of the API description load only what this origin serves', async () => {
    const page = await get('/v1/docs');
    expect(page.status).toBe(200);
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const url = new URL(link, `${sentinel.publicUrl}/v1/docs`);
      expect(url.origin).toBe(sentinel.publicUrl);
      expect((await send(url.href)).status, link).toBe(200);
    }
    expect((await get('/v1/openapi.json')).json<{ openapi: string }>().openapi).toBe('3.1.0');
  });
});

describe('a session of the local user', () => {
  const own = () => ({ host: new URL(sentinel.publicUrl).host });

  test('is given to our own page and to programs, and its token works', async () => {
    const session = (await post('/v1/session', { ...own(), origin: sentinel.publicUrl })).json<Session>();
    expect(session.user).toBe(localUserId);
    const me = await get('/v1/me', { authorization: `Bearer ${session.accessToken}` });
    expect(me.json<Me>()).toMatchObject({ id: localUserId, local: true, role: 'authenticated' });
    expect((await post('/v1/session')).status).toBe(200);
  });

  test.each([
    ['another page', { origin: 'https://evil.test' }],
    ['a page without an origin', { origin: 'null' }],
    ['a name that was made to resolve here', { host: 'evil.test' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('is refused to %s', async (_, headers) => {
    expect(codeOf(await post('/v1/session', headers))).toBe('403 forbidden');
  });

  test('is not there on a stack that is not local', async () => {
    const hosted = await world.start({ localMode: false });
    const response = await send(`${hosted.publicUrl}/v1/session`, { method: 'POST' });
    expect(codeOf(response)).toBe('404 not-found');
  });
});

describe('a realtime token', () => {
  test('is of the user, or of a guest without any name', async () => {
    const user = userOf('listener');
    const mine = (await asUser(sentinel, '/v1/realtime/token', { user, json: {} })).json<RealtimeToken>();
    expect(decodeJwt(mine.token)).toMatchObject({ sub: user, meta: { kind: 'user' } });
    expect(mine.url).toBe('wss://realtime.test/connection/websocket');
    const guest = (await post('/v1/realtime/token')).json<RealtimeToken>();
    expect(decodeJwt(guest.token)).toMatchObject({ sub: '', meta: { kind: 'anonymous' } });
  });

  test('is not given for a broken user token: that is no guest', async () => {
    expect(codeOf(await post('/v1/realtime/token', { authorization: 'Bearer a.b.c' }))).toBe('401 unauthenticated');
  });
});

describe('hazard B.35: the internal listener', () => {
  const proxy = (path: string, body: object, secret?: string) =>
    send(`${sentinel.internalUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret === undefined ? {} : { 'x-proxy-secret': secret }) },
      body: JSON.stringify(body),
    });
  const connection = { client: 'c', transport: 'websocket', protocol: 'json', encoding: 'json' };
  const subscribe = async (channel: string, user: string, kind: string): Promise<unknown> =>
    (await proxy('/centrifugo/subscribe', { ...connection, user, channel, meta: { kind } }, secrets.proxy)).json();
  const denied = { error: { code: 103, message: 'permission denied' } };

  test.each(['/centrifugo/connect', '/centrifugo/subscribe', '/centrifugo/rpc'])(
    '%s without the secret, or with a forged one, is refused',
    async (path) => {
      for (const secret of [undefined, '', 'wrong', `${secrets.proxy}x`]) {
        expect(codeOf(await proxy(path, connection, secret))).toBe('401 unauthenticated');
      }
      expect(sentinel.logged.some((line) => line.includes('"securityEvent":"bad-proxy-secret"'))).toBe(true);
      expect(sentinel.logged.join('\n')).not.toContain(secrets.proxy);
    },
  );

  test.each(['/centrifugo/subscribe', '/metrics'])('%s is not there from outside', async (path) => {
    const headers = { 'x-proxy-secret': secrets.proxy, 'content-type': 'application/json' };
    expect((await send(`${sentinel.publicUrl}${path}`, { method: 'POST', headers, body: '{}' })).status).toBe(404);
    expect((await get(path)).status).toBe(404);
  });

  test('a client without a token is let in as a guest, and RPC tells the time', async () => {
    expect((await proxy('/centrifugo/connect', connection, secrets.proxy)).json()).toEqual({
      result: { user: '', meta: { kind: 'anonymous' } },
    });
    const time = await proxy('/centrifugo/rpc', { ...connection, user: '', method: 'time' }, secrets.proxy);
    expect(time.json<{ result: { data: { serverTimeMs: number } } }>().result.data.serverTimeMs).toBeGreaterThan(1e12);
    expect(
      (await proxy('/centrifugo/rpc', { ...connection, user: '', method: 'rm' }, secrets.proxy)).json(),
    ).toMatchObject({ error: { code: 104 } });
  });

  test('hazard B.34: a player hears their own jobs and list; everything else is denied and logged', async () => {
    const { profile } = await import('./testing/sentinel-world.ts');
    const owner = userOf('owner');
    const { id } = (await asUser(sentinel, '/v1/jobs', { user: owner, json: { profile, iterations: 10 } })).json<{
      id: string;
    }>();
    expect(await subscribe(`job:${id}`, owner, 'user')).toEqual({ result: {} });
    expect(await subscribe(`user:${owner}`, owner, 'user')).toEqual({ result: {} });
    const other = userOf('other');
    const attempts: readonly (readonly [string, string, string])[] = [
      [`job:${id}`, other, 'user'],
      [`job:${id}`, '', 'anonymous'],
      [`job:${id}`, owner, 'node'],
      [`user:${owner}`, other, 'user'],
      [`user:${owner}`, owner, 'node'],
      ['user:', '', 'anonymous'],
      [`node:${'a'.repeat(32)}`, 'a'.repeat(32), 'node'],
      [`node:${'a'.repeat(32)}`, owner, 'user'],
      ['job:*', owner, 'user'],
      ['job:', owner, 'user'],
      ['', owner, 'user'],
      [`job:${id}:x`, owner, 'user'],
      [`job:${'a'.repeat(300)}`, owner, 'user'],
      [`user:${owner}\u0430`, owner, 'user'],
      ['other:thing', owner, 'user'],
    ];
    for (const [channel, user, kind] of attempts) expect(await subscribe(channel, user, kind), channel).toEqual(denied);
    expect(
      sentinel.logged.filter((line) => line.includes('"securityEvent":"foreign-channel"')).length,
    ).toBeGreaterThanOrEqual(attempts.length);
  });

  test('metrics are told in Prometheus’ form, without anything a caller sent', async () => {
    await get('/v1/<script>');
    const metrics = await send(`${sentinel.internalUrl}/metrics`);
    expect(metrics.text).toContain('wowlab_redis_up 1');
    expect(metrics.text).toMatch(/wowlab_outbox_length \d/);
    expect(metrics.text).toMatch(/wowlab_http_request_seconds_count\{method="GET",route="\/status",status="200"\}/);
    expect(metrics.text).toContain('wowlab_sentinel_nodejs_eventloop_lag_seconds');
    expect(metrics.text).not.toContain('<script');
  });
});

test('status names each part: the realtime server is away here, so the system is degraded and serves', async () => {
  const response = await get('/status');
  const status = response.json<Status>();
  expect([response.status, status.state]).toEqual([200, 'degraded']);
  expect(status.parts).toMatchObject({
    redis: { state: 'up' },
    postgres: { state: 'up' },
    realtime: { state: 'down' },
  });
  expect(status.stats).toMatchObject({ activeNodes: 0 });
});

test('too many requests of one caller, over all sentinels, are told when to come back', async () => {
  const user = userOf('greedy');
  expect((await asUser(sentinel, '/v1/me', { user })).status).toBe(200);
  // Spends what the caller may do in the next hour at once, as another sentinel would have counted it.
  const coordination = await openCoordination({ url: world.redis.url, tag: world.tag });
  const { burst, periodMs } = rates.read;
  for (let spent = 0; spent < 3_600_000; spent += burst * periodMs) {
    const decision = await coordination.allow(`read:${user}`, { burst: 3_600_000, periodMs }, burst);
    if (decision.kind === 'limited') break;
  }
  await coordination.close();
  const limited = await asUser(sentinel, '/v1/me', { user });
  expect(codeOf(limited)).toBe('429 too-many-requests');
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
  expect((await asUser(sentinel, '/v1/me', { user: userOf('modest') })).status).toBe(200);
});

import { randomUUID } from 'node:crypto';
import type { Job, JobPage, Problem } from '@wowlab/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asUser, profile, type RunningSentinel, SentinelWorld, userOf } from './testing/sentinel-world.ts';
import { send, type Response } from './testing/send.ts';

let world: SentinelWorld;
let one: RunningSentinel;
let two: RunningSentinel;
beforeAll(async () => {
  world = await SentinelWorld.open();
  one = await world.start();
  two = await world.start();
});
afterAll(async () => world.close());

const codeOf = (response: Response): string => `${response.status} ${response.json<Problem>().code}`;
const submit = (user: string, json: object = {}, headers: Record<string, string> = {}, sentinel = one) =>
  asUser(sentinel, '/v1/jobs', { user, json: { profile, iterations: 10, ...json }, headers });
const list = async (user: string, query = ''): Promise<JobPage> =>
  (await asUser(one, `/v1/jobs${query}`, { user })).json<JobPage>();

test('a submission is accepted with its place and version, and read back the same from another sentinel', async () => {
  const user = userOf('reader');
  const accepted = await submit(user, { name: 'First', seed: 7 });
  expect(accepted.status, accepted.text).toBe(202);
  const job = accepted.json<Job>();
  expect(accepted.headers['location']).toBe(`/v1/jobs/${job.id}`);
  expect(accepted.headers['etag']).toBe(`"${job.version}"`);
  expect(job).toMatchObject({ owner: user, name: 'First', state: 'queued', seed: 7, iterations: 10 });
  const read = await asUser(two, `/v1/jobs/${job.id}`, { user });
  expect(read.json()).toEqual(job);
  const headers = { 'if-none-match': read.headers['etag'] as string };
  const unchanged = await asUser(two, `/v1/jobs/${job.id}`, { user, headers });
  expect([unchanged.status, unchanged.text]).toEqual([304, '']);
});

describe('an Idempotency-Key', () => {
  test('gives the same job to every repetition, also at once and over two sentinels', async () => {
    const user = userOf('repeater');
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => submit(user, {}, headers, index % 2 === 0 ? one : two)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.json<Job>().id)).size).toBe(1);
    expect((await list(user)).jobs).toHaveLength(1);
  });

  test('refuses another body, and is of one user', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await submit(userOf('a'), {}, headers)).status).toBe(202);
    expect(codeOf(await submit(userOf('a'), { seed: 2 }, headers))).toBe('409 idempotency-conflict');
    expect((await submit(userOf('b'), { seed: 2 }, headers)).status).toBe(202);
  });

  test('still gives the first job after Redis has lost everything, if that was archived', async () => {
    const user = userOf('survivor');
    const headers = { 'idempotency-key': randomUUID() };
    const first = (await submit(user, {}, headers)).json<Job>();
    await expect.poll(async () => (await list(user)).jobs.length).toBe(1);
    // Until the archive has it: a listing without Redis' part would show it.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { createConnection } = await import('node:net');
    await new Promise<void>((resolve) => {
      const socket = createConnection(world.redis.port, '127.0.0.1', () => socket.write('FLUSHALL\r\n'));
      socket.once('data', () => {
        socket.destroy();
        resolve();
      });
    });
    const again = await submit(user, {}, headers);
    expect(again.status, again.text).toBe(202);
    expect(again.json<Job>().id).toBe(first.id);
  });

  test.each(['', 'a b', 'x'.repeat(129)])('%j is refused', async (key) => {
    expect(codeOf(await submit(userOf('a'), {}, { 'idempotency-key': key }))).toBe('422 invalid-request');
  });
});

describe('bad input is one problem that names every fault, and nothing is enqueued', () => {
  const refused = async (text: string): Promise<Problem> => {
    const user = userOf(randomUUID());
    const response = await submit(user, { profile: text });
    expect(response.status, response.text).toBe(422);
    expect((await list(user)).jobs).toEqual([]);
    return response.json<Problem>();
  };

  test('unknown keys, malformed lists and wrong values, each with line, column, value and remedy', async () => {
    const problem = await refused(`${profile}\nno_such_key=1\nmax_time=abc\nactions=kill_command,if=(focus>`);
    expect(problem.code).toBe('invalid-profile');
    expect(problem.errors?.map(({ line }) => line)).toEqual([6, 7, 8]);
    expect(problem.errors?.map(({ value }) => value)).toContain('abc');
    for (const error of problem.errors ?? []) {
      expect(error.column).toBeGreaterThan(0);
      expect(error.remedy).not.toBe('');
    }
  });

  test('a specialization this build does not model names those it does', async () => {
    const problem = await refused(profile.replace('beast_mastery', 'survival'));
    expect(problem.code).toBe('unsupported-spec');
    expect(problem.errors?.[0]?.value).toContain('survival');
    expect(problem.errors?.[0]?.remedy).toContain('beast_mastery');
  });

  test('hostile text in a profile reaches the problem escaped', async () => {
    const problem = await refused(`${profile}\n<script>\u202e\u001b[31m=1`);
    expect(JSON.stringify(problem)).not.toMatch(/\u202e|\\u001b/);
  });
});

describe('a list', () => {
  test('is the user’s own, newest first, page by page, without gap or repetition', async () => {
    const user = userOf('lister');
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.unshift((await submit(user, { seed: index })).json<Job>().id);
    const seen: string[] = [];
    let query = '?limit=3';
    for (;;) {
      const { jobs, nextCursor } = await list(user, query);
      seen.push(...jobs.map(({ id }) => id));
      if (nextCursor === null) break;
      query = `?limit=3&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(ids);
  });

  test.each(['?limit=0', '?limit=101', '?limit=1e1', '?cursor=x', '?page=2', '?limit=1&limit=2'])(
    '%s is refused',
    async (query) => {
      expect(codeOf(await asUser(one, `/v1/jobs${query}`))).toBe('422 invalid-request');
    },
  );
});

describe('a cancel', () => {
  const cancel = (user: string, id: string, ifMatch?: string) =>
    asUser(two, `/v1/jobs/${id}/cancel`, {
      user,
      method: 'POST',
      ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
    });

  test('needs If-Match, refuses another version, ends the job once and says so again', async () => {
    const user = userOf('canceller');
    const { id, version } = (await submit(user)).json<Job>();
    expect(codeOf(await cancel(user, id))).toBe('428 precondition-required');
    for (const wrong of [`"${version + 1}"`, '"x"', `${version}`]) {
      const conflict = await cancel(user, id, wrong);
      expect(codeOf(conflict)).toBe('412 version-conflict');
    }
    const cancelled = await cancel(user, id, `"${version}"`);
    expect(cancelled.status, cancelled.text).toBe(200);
    expect(cancelled.json()).toMatchObject({ state: 'cancelled', version: version + 1 });
    const again = await cancel(user, id, `"${version}"`);
    expect([again.status, again.json<Job>().version]).toEqual([200, version + 1]);
    expect(codeOf(await asUser(one, `/v1/jobs/${id}/result`, { user }))).toBe('410 no-result');
  });

  test('of a job that has not ended there is no result yet', async () => {
    const user = userOf('impatient');
    const { id } = (await submit(user)).json<Job>();
    expect(codeOf(await asUser(one, `/v1/jobs/${id}/result`, { user }))).toBe('409 no-result-yet');
  });
});

describe('hazard B.34: another’s job is not there, and the attempt is logged', () => {
  test('to read, to cancel, or its result', async () => {
    const { id } = (await submit(userOf('owner'))).json<Job>();
    const user = userOf('thief');
    expect(codeOf(await asUser(one, `/v1/jobs/${id}`, { user }))).toBe('404 not-found');
    expect(codeOf(await asUser(one, `/v1/jobs/${id}/result`, { user }))).toBe('404 not-found');
    const cancel = { user, method: 'POST', headers: { 'if-match': '*' } };
    expect(codeOf(await asUser(one, `/v1/jobs/${id}/cancel`, cancel))).toBe('404 not-found');
    expect(one.logged.some((line) => line.includes('"securityEvent":"foreign-job"') && line.includes(id))).toBe(true);
  });

  test.each(['x', '*', '%00', '..%2f..%2fetc', 'é', 'a'.repeat(300), '01jd000000000000000000000'])(
    'nor is %j a job',
    async (id) => {
      const response = await asUser(one, `/v1/jobs/${encodeURI(id)}`);
      expect([400, 404]).toContain(response.status);
      expect(response.headers['content-type']).toContain('application/problem+json');
    },
  );

  test('without a token, or with a broken one, nothing is served', async () => {
    for (const authorization of [undefined, 'Bearer', 'Bearer x', 'Basic YTpi', 'Bearer a.b.c']) {
      const headers = authorization === undefined ? {} : { authorization };
      const response = await send(`${one.publicUrl}/v1/jobs`, { headers });
      expect(codeOf(response)).toBe('401 unauthenticated');
      expect(response.headers['www-authenticate']).toBe('Bearer');
    }
  });
});

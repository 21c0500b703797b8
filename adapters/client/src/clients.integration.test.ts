import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channels } from '@wowlab/protocol';
import { generateEd25519Key, nodeCrypto } from '@wowlab/runtime';
import { repositoryRoot, startStack, type TestStack } from '@wowlab/stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from './job-view.ts';
import { NodeClient } from './node-client.ts';
import { Realtime } from './realtime.ts';
import { SentinelClient } from './sentinel-client.ts';
import { realtimeAddress } from './server-address.ts';
import { watchJob } from './watch-job.ts';

const profile = readFileSync(join(repositoryRoot, 'examples/mop-bm-hunter.simc'), 'utf8');
let stack: TestStack;
let client: SentinelClient;
beforeAll(async () => {
  if (!existsSync(join(repositoryRoot, 'dist/sentinel.mjs'))) throw new Error('Build first: npm run build');
  stack = await startStack({ sentinels: 1 });
  client = new SentinelClient({ origin: new URL(stack.url) });
});
afterAll(async () => {
  await client.close();
  await stack.close();
});

const submit = async (iterations: number, seed: number): Promise<string> => {
  const answer = await client.submit({ profile, iterations, seed });
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.value.id;
};

const watch = async (job: string, options: { realtime?: boolean; onProgress?: (view: JobView) => void } = {}) => {
  const views: JobView[] = [];
  const answer = await watchJob(client, job, {
    ...options,
    signal: AbortSignal.timeout(50_000),
    onProgress: (view) => {
      views.push(view);
      options.onProgress?.(view);
    },
  });
  return { views, state: answer.kind === 'ok' ? answer.value.state : JSON.stringify(answer) };
};

const onlyForward = (views: readonly JobView[]): boolean =>
  views.every((view, index) => {
    const before = views[index - 1];
    return before === undefined || (view.version >= before.version && view.iterations >= before.iterations);
  });

const waitFor = async (what: string, holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1_500) throw new Error(`${what} did not happen.\n${stack.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('a player', () => {
  it('makes one job with one idempotency key, however often it is sent', async () => {
    const idempotencyKey = randomUUID();
    const job = { profile, iterations: 10, seed: 1 };
    const answers = await Promise.all([1, 2, 3].map(() => client.submit(job, { idempotencyKey })));
    const ids = answers.map((answer) => (answer.kind === 'ok' ? answer.value.id : JSON.stringify(answer)));
    expect(new Set(ids).size).toBe(1);
    expect(await client.submit({ ...job, seed: 2 }, { idempotencyKey })).toMatchObject({
      kind: 'refused',
      problem: { code: 'idempotency-conflict' },
    });
    await watch(ids[0] ?? '');
  });

  it('is told the line of a profile that can not be simulated', async () => {
    const answer = await client.submit({ profile: `${profile}\nactions+=/no_such_spell,if=1+` });
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'invalid-profile' } });
    expect(answer.kind === 'refused' && answer.problem.errors?.[0]?.line).toBeGreaterThan(0);
  });

  it('reads its job, its page, itself and the state of the system', async () => {
    const id = await submit(10, 3);
    await watch(id);
    expect(await client.job(id)).toMatchObject({
      kind: 'ok',
      value: { id, state: 'done' },
      etag: expect.stringContaining('"'),
    });
    const page = await client.jobs({ limit: 1 });
    expect(page.kind === 'ok' && [page.value.jobs.length, page.value.jobs[0]?.id]).toEqual([1, id]);
    const next = page.kind === 'ok' && page.value.nextCursor !== null ? page.value.nextCursor : '';
    expect(await client.jobs({ limit: 1, cursor: next })).toMatchObject({ kind: 'ok' });
    expect(await client.me()).toMatchObject({ kind: 'ok', value: { local: true } });
    expect(await client.status()).toMatchObject({ kind: 'ok', value: { state: 'up' } });
    expect(await client.stats()).toMatchObject({ kind: 'ok', value: { activeNodes: 1 } });
    expect(await client.nodes()).toMatchObject({ kind: 'ok', value: { nodes: [{ state: 'active' }] } });
    expect(await client.cancel(id)).toMatchObject({ kind: 'refused', problem: { code: 'not-cancellable' } });
    expect(await client.job('01k00000000000000000000000')).toMatchObject({
      kind: 'refused',
      problem: { code: 'not-found' },
    });
  });

  it('hears why nothing answers, in the time given for trying', async () => {
    const nowhere = new SentinelClient({ origin: new URL('http://127.0.0.1:9'), retryForMs: 300 });
    const began = performance.now();
    expect(await nowhere.me()).toEqual({ kind: 'unreachable', reason: 'nothing listens at http://127.0.0.1:9' });
    expect(performance.now() - began).toBeLessThan(2_000);
    await nowhere.close();
  });
});

describe('watching a job', () => {
  it('shows progress that only rises, and ends with the record', async () => {
    const { views, state } = await watch(await submit(1_500, 4));
    expect(state).toBe('done');
    expect(views.length).toBeGreaterThan(2);
    expect(onlyForward(views)).toBe(true);
    expect(views.at(-1)).toMatchObject({ state: 'done', iterations: 1_500 });
    expect(views.some(({ histogram }) => histogram !== null)).toBe(true);
  });

  it('comes to the same end by reading alone', async () => {
    const { views, state } = await watch(await submit(300, 5), { realtime: false });
    expect([state, onlyForward(views)]).toEqual(['done', true]);
  });

  it('comes to the same end when the realtime server is killed on the way', async () => {
    const [realtime] = stack.realtime;
    let killed: Promise<unknown> | undefined;
    const { views, state } = await watch(await submit(1_500, 6), {
      onProgress: ({ iterations }) => {
        if (iterations > 0) killed ??= realtime?.kill();
      },
    });
    await killed;
    await realtime?.restart();
    expect([state, onlyForward(views)]).toEqual(['done', true]);
    expect(views.at(-1)?.iterations).toBe(1_500);
  });

  it('can be given up', async () => {
    const id = await submit(100_000, 7);
    const abort = new AbortController();
    const watching = watchJob(client, id, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('seen enough')),
    });
    await expect(watching).rejects.toThrow('seen enough');
    await client.cancel(id);
  });
});

describe('a realtime connection', () => {
  it('asks to read the truth when it starts to listen, and goes on after the server restarted', async () => {
    const [server] = stack.realtime;
    const token = await client.realtimeToken();
    if (token.kind !== 'ok') throw new Error(JSON.stringify(token));
    const states: boolean[] = [];
    let resyncs = 0;
    let messages = 0;
    const realtime = new Realtime({
      url: realtimeAddress(client.origin, token.value.url),
      getToken: () => client.realtimeToken(),
      minReconnectMs: 50,
      maxReconnectMs: 500,
      onState: (connected) => states.push(connected),
    });
    const id = await submit(200_000, 8);
    realtime.subscribe(channels.job(id), {
      onMessage: () => (messages += 1),
      onResync: () => (resyncs += 1),
    });
    await waitFor('a first message', () => messages > 0 && resyncs > 0);
    await server?.kill();
    await waitFor('the loss', () => states.at(-1) === false);
    await server?.restart();
    const before = messages;
    await waitFor('messages after the restart', () => states.at(-1) === true && messages > before);
    expect(resyncs).toBeGreaterThan(0);
    realtime.close();
    await client.cancel(id);
  });
});

describe('a node', () => {
  const self = (session: string) => ({
    name: 'by hand',
    session,
    cores: 1,
    workers: 1,
    memoryBytes: 1,
    platform: 'test',
    agent: 'test',
    builds: ['0'.repeat(64)],
  });

  it('is known by its key, corrects its clock by a refusal, and never sends a nonce twice', async () => {
    const node = await NodeClient.create({
      origin: new URL(stack.url),
      key: generateEd25519Key(),
      crypto: nodeCrypto,
      localNow: () => Date.now() - 3_600_000,
    });
    const session = randomUUID();
    expect(await node.token()).toMatchObject({ kind: 'refused', problem: { code: 'unknown-node' } });
    const registered = await node.register(self(session));
    expect(registered).toMatchObject({ kind: 'ok', value: { id: node.id } });
    expect(Math.abs(node.clock.offsetMs - 3_600_000)).toBeLessThan(5_000);
    expect(await node.token()).toMatchObject({ kind: 'ok' });
    expect(await node.config('a'.repeat(64))).toMatchObject({ kind: 'refused', problem: { code: 'not-found' } });
    const work = {
      requestId: randomUUID(),
      session,
      want: 1,
      builds: ['0'.repeat(64)],
      iterationsPerSecond: 0,
      completed: [],
      failed: [],
      returned: [],
    };
    expect(await node.work(work)).toMatchObject({ kind: 'ok', value: { leases: [] } });
    expect(await node.work({ ...work, session: randomUUID() })).toMatchObject({
      kind: 'refused',
      problem: { code: 'stale-session' },
    });
    await node.close();
  });
});

import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { watchJob } from '@wowlab/client';
import { EnginePool, readEngineBundle, sha256Hex } from '@wowlab/runtime';
import { canonicalConfig, parseJobInput } from '@wowlab/simc';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from './exit-codes.ts';
import { nodeKeyPath } from './node-key.ts';
import { AgentWorld, hangingSeed, impossibleSeed } from './testing/agent-world.ts';

let world: AgentWorld;
beforeAll(async () => {
  world = await AgentWorld.open();
});
afterAll(() => world.close());
afterEach(() => world.closeNodes());

const until = async (what: string, holds: () => Promise<boolean> | boolean, timeoutMs = 30_000): Promise<void> => {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline)
      throw new Error(`${what} did not happen within ${timeoutMs} ms.\n${world.output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const endOf = async (job: string) => {
  const answer = await watchJob(world.client, job, { signal: AbortSignal.timeout(45_000) });
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.value;
};

const digestOf = async (job: string): Promise<string | undefined> => {
  const answer = await world.client.result(job);
  return answer.kind === 'ok' ? answer.value.arms[0]?.digest : JSON.stringify(answer);
};

const iterationsOf = async (job: string): Promise<number> => {
  const answer = await world.client.job(job);
  return answer.kind === 'ok' ? (answer.value.arms[0]?.iterations ?? 0) : 0;
};

/** What the same iterations give in one go, here. */
const expectedDigest = async (iterations: number, seed: number): Promise<string> => {
  const parsed = parseJobInput(world.profile);
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed));
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error('the profile has no arm');
  const text = canonicalConfig(arm.config);
  const read = await readEngineBundle(world.engineBundlePath);
  if (read.kind !== 'read') throw new Error(read.problem);
  const pool = await EnginePool.open({ bundle: read.bundle, workers: 1 });
  const run = await pool.run({ config: { hash: sha256Hex(text), text }, seed, start: 0, count: iterations });
  await pool.close();
  return run.kind === 'done' ? sha256Hex(run.aggregate) : JSON.stringify(run);
};

const spooled = (name: string): Promise<string[]> => readdir(join(world.dataDirOf(name), 'spool')).catch(() => []);

const runProgram = async (env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [world.nodeProgram], {
    env: { ...process.env, ENGINE_BUNDLE: world.engineBundlePath, WOWLAB_SERVER: world.stack.url, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let written = '';
  child.stderr.on('data', (data: Buffer) => {
    written += data.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, written };
};

describe('an agent at work', () => {
  it('computes jobs to the very result that one machine gives in one go', async () => {
    const node = await world.startNode('worker', { workers: 2 });
    await node.registered;
    const job = await world.submit(300, 11, 37);
    expect((await endOf(job)).state).toBe('done');
    expect(await digestOf(job)).toBe(await expectedDigest(300, 11));
    await until('the spool is emptied', async () => (await spooled('worker')).length === 0);
  });

  it('is shown in the fleet with measured metrics and its engine build', async () => {
    const node = await world.startNode('shown');
    await node.registered;
    const own = async () => {
      const page = await world.client.nodes({ limit: 100 });
      return page.kind === 'ok' ? page.value.nodes.find(({ id }) => id === node.id) : undefined;
    };
    await until('its metrics are known', async () => (await own())?.metrics !== null && (await own()) !== undefined);
    expect(await own()).toMatchObject({ name: 'shown', state: 'active', workers: 1, builds: [node.build] });
    expect((await own())?.metrics?.memoryTotalBytes).toBeGreaterThan(1e8);
  });

  it.each([10, -10])('works with a clock that is %d minutes off, by the time the server tells', async (minutes) => {
    const node = await world.startNode(`clock${minutes}`, { localNow: () => Date.now() + minutes * 60_000 });
    await node.registered;
    const job = await world.submit(40, 12 + minutes);
    expect((await endOf(job)).state).toBe('done');
  });

  it('outlives a chunk that hangs its worker: the job fails with the reason, the node computes the next', async () => {
    const nodes = await Promise.all(['h1', 'h2', 'h3'].map((name) => world.startNode(name, { hungAfterMs: 400 })));
    await Promise.all(nodes.map((node) => node.registered));
    const hanging = await endOf(await world.submit(5, hangingSeed));
    expect(hanging).toMatchObject({ state: 'failed', reason: expect.stringContaining('no progress for 400 ms') });
    const next = await endOf(await world.submit(30, 14));
    expect(next.state).toBe('done');
  });

  it('drops results that the server refuses, tells their chunks as failed, and delivers the others', async () => {
    const names = ['r1', 'r2', 'r3'];
    await Promise.all(names.map(async (name) => (await world.startNode(name)).registered));
    const [refused, other] = await Promise.all([world.submit(5, impossibleSeed), world.submit(60, 22, 20)]);
    expect(await endOf(refused)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('its result was refused'),
    });
    expect((await endOf(other)).state).toBe('done');
    await until('nothing is left to send', async () => (await Promise.all(names.map(spooled))).flat().length === 0);
  });

  it('drops what it computes for a cancelled job', async () => {
    const node = await world.startNode('cancels');
    await node.registered;
    const job = await world.submit(200_000, 15, 100_000, world.slowProfile);
    await until('it runs', () => node.busy() === 1);
    const cancelled = await world.client.cancel(job);
    expect(cancelled).toMatchObject({ kind: 'ok', value: { state: 'cancelled' } });
    // The chunk at hand would have taken a minute.
    await until('the worker is free', () => node.busy() === 0, 10_000);
    const next = await world.submit(20, 16);
    expect((await endOf(next)).state).toBe('done');
  });
});

describe('an agent that is asked to stop', () => {
  it('finishes what runs, gives back what waits, loses and repeats nothing', async () => {
    const first = await world.startNode('leaves', { workers: 1 });
    await first.registered;
    const job = await world.submit(400, 17, 50);
    await until('results come in', async () => (await iterationsOf(job)) > 0);
    expect(await first.close()).toEqual({ kind: 'drained' });
    expect(await spooled('leaves')).toEqual([]);
    await world.startNode('takes-over');
    // Sooner than any lease or heartbeat could have ended: what was held had been given back.
    expect((await endOf(job)).state).toBe('done');
    expect(await digestOf(job)).toBe(await expectedDigest(400, 17));
  });

  it('cuts short what does not end in time and gives it back', async () => {
    const first = await world.startNode('too-long', { drainMs: 5_500 });
    await first.registered;
    const job = await world.submit(100_000, 18, 100_000, world.slowProfile);
    await until('it runs', () => first.busy() === 1);
    const started = performance.now();
    expect(await first.close()).toEqual({ kind: 'drained' });
    const tookMs = performance.now() - started;
    expect(tookMs).toBeGreaterThan(500);
    expect(tookMs).toBeLessThan(5_500);
    // Nothing but a given-back lease can be had at once.
    const next = await world.startNode('after-too-long');
    await until('it runs elsewhere', () => next.busy() === 1, 5_000);
    await world.client.cancel(job);
  });

  it('ends by SIGTERM with code 0', async () => {
    const program = await world.stack.addNode('sigterm', { workers: 1 });
    const job = await world.submit(200, 19);
    await until('results come in', async () => (await iterationsOf(job)) > 0);
    expect(await program.stop()).toEqual({ code: exitCodes.drained, signal: null });
    await world.client.cancel(job);
  });
});

describe('an agent that dies', () => {
  it('delivers after kill -9 what it had computed while the server was away', async () => {
    const program = await world.stack.addNode('killed', { workers: 1 });
    const job = await world.submit(120, 20, 40);
    await until('results come in', async () => (await iterationsOf(job)) >= 40);
    const [sentinel] = world.stack.sentinels;
    sentinel?.pause();
    await until('a result waits on disk', async () => (await spooled('killed')).length > 0);
    await program.kill();
    const kept = await spooled('killed');
    sentinel?.resume();
    expect(kept.length).toBeGreaterThan(0);
    await program.restart();
    expect((await endOf(job)).state).toBe('done');
    expect(await digestOf(job)).toBe(await expectedDigest(120, 20));
    await until('the spool is emptied', async () => (await spooled('killed')).length === 0);
    await program.stop();
  });
});

describe('an agent whose server is in trouble', () => {
  it('goes on after the sentinel was killed and started again', async () => {
    const node = await world.startNode('stays', { workers: 1 });
    await node.registered;
    const job = await world.submit(2_000, 23, 100);
    await until('results come in', async () => (await iterationsOf(job)) > 0);
    const [sentinel] = world.stack.sentinels;
    await sentinel?.kill();
    await sentinel?.restart();
    expect((await endOf(job)).state).toBe('done');
    expect(await digestOf(job)).toBe(await expectedDigest(2_000, 23));
  });

  it('registers again by itself when the coordination store has forgotten it', async () => {
    const node = await world.startNode('forgotten');
    await node.registered;
    await world.flushRedis();
    const known = async () => {
      const page = await world.client.nodes({ limit: 100 });
      return page.kind === 'ok' && page.value.nodes.some(({ id }) => id === node.id);
    };
    await until('it is known again', known, 25_000);
    expect((await endOf(await world.submit(20, 24))).state).toBe('done');
  });
});

describe('the agent as a program', () => {
  it('stops with the reason when another start of the same node takes over', async () => {
    const first = await world.startNode('twin');
    await first.registered;
    const second = await world.startNode('twin');
    await second.registered;
    expect(second.id).toBe(first.id);
    const job = await world.submit(20, 21);
    await endOf(job);
    expect(await first.ended).toMatchObject({ kind: 'replaced', reason: expect.stringContaining('newer start') });
  });

  it('refuses a key that others can read, with the remedy', async () => {
    const dataDir = world.dataDirOf('open-key');
    await mkdir(dataDir, { recursive: true });
    await writeFile(nodeKeyPath(dataDir), 'x');
    await chmod(nodeKeyPath(dataDir), 0o644);
    const { code, written } = await runProgram({ WOWLAB_DATA_DIR: dataDir });
    expect(code).toBe(exitCodes.badKeyFile);
    expect(written).toContain('chmod 600');
  });

  it('names every problem with its environment at once', async () => {
    const { code, written } = await runProgram({ WOWLAB_SERVER: 'ftp://x', WOWLAB_WORKERS: '0', LOG_LEVEL: 'loud' });
    expect(code).toBe(exitCodes.badEnvironment);
    for (const name of ['WOWLAB_SERVER', 'WOWLAB_WORKERS', 'LOG_LEVEL']) expect(written).toContain(`- ${name} is "`);
  });

  it('says where it looked when there is no engine', async () => {
    const { code, written } = await runProgram({
      WOWLAB_DATA_DIR: world.dataDirOf('x'),
      ENGINE_BUNDLE: '/nowhere.mjs',
    });
    expect(code).toBe(exitCodes.badEngine);
    expect(written).toContain('/nowhere.mjs');
  });
});

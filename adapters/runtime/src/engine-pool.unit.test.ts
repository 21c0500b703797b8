import { getEventListeners } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readEngineBundle, type EngineBundle } from './engine-bundle.ts';
import { EnginePool, type EnginePoolOptions } from './engine-pool.ts';
import { sha256Hex } from './sha256.ts';

const fixturePath = fileURLToPath(new URL('fixtures/fixture-engine.mjs', import.meta.url));

const readFixture = async (): Promise<EngineBundle> => {
  const read = await readEngineBundle(fixturePath);
  if (read.kind !== 'read') throw new Error(read.problem);
  return read.bundle;
};

const open: EnginePool[] = [];
const openPool = async (options: Partial<EnginePoolOptions> = {}): Promise<EnginePool> => {
  const pool = await EnginePool.open({ bundle: await readFixture(), workers: 1, ...options });
  open.push(pool);
  return pool;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

const arm = (fields: Record<string, number> = {}) => {
  const text = JSON.stringify({ rounds: 2_000, ...fields });
  return { hash: sha256Hex(text), text };
};

describe('a pool of engine workers', () => {
  it('gives the same canonical aggregate however a chunk is sliced', async () => {
    const whole = await openPool({ sliceMs: 60_000 });
    const sliced = await openPool({ sliceMs: 1 });
    const chunk = { config: arm(), seed: 7, start: 100, count: 900 };
    const first = await whole.run(chunk);
    // The second run knows the arm's speed and so cuts at once; the first had to learn it.
    const runs = [await whole.run(chunk), await sliced.run(chunk), await sliced.run(chunk)];
    expect(first).toMatchObject({ kind: 'done', aggregate: expect.stringContaining('"iterations":900') });
    for (const run of runs) expect(run).toMatchObject({ aggregate: first.kind === 'done' && first.aggregate });
  });

  it('runs as many chunks at once as it has workers and lets the others wait', async () => {
    const pool = await openPool({ workers: 2 });
    const chunks = [0, 1, 2].map((index) => pool.run({ config: arm(), seed: 1, start: index * 300, count: 300 }));
    expect([pool.busy, pool.waiting]).toEqual([2, 1]);
    const runs = await Promise.all(chunks);
    expect(runs.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
    expect([pool.busy, pool.waiting, pool.iterationsDone]).toEqual([0, 0, 900]);
    expect(pool.iterationsPerSecond).toBeGreaterThan(0);
  });

  it('tells why the engine refused an arm or broke on it, and goes on', async () => {
    const pool = await openPool();
    const broken = { hash: 'broken', text: '{"rounds":"many"}' };
    expect(await pool.run({ config: broken, seed: 1, start: 0, count: 1 })).toEqual({
      kind: 'failed',
      reason: 'rounds must be a whole number',
    });
    expect(await pool.run({ config: arm({ throwAt: 5 }), seed: 1, start: 0, count: 10 })).toEqual({
      kind: 'failed',
      reason: 'the fight at iteration 5 passed its event cap',
    });
    expect(await pool.run({ config: arm(), seed: 1, start: 0, count: 10 })).toMatchObject({ kind: 'done' });
  });

  it('ends a worker without progress and replaces it, at the cost of that chunk alone', async () => {
    const lost: string[] = [];
    const pool = await openPool({ workers: 2, hungAfterMs: 200, onWorkerLost: (reason) => lost.push(reason) });
    const hanging = pool.run({ config: arm({ hangAt: 3 }), seed: 1, start: 0, count: 10 });
    const beside = pool.run({ config: arm(), seed: 1, start: 0, count: 2_000 });
    expect(await hanging).toMatchObject({ kind: 'hung', reason: expect.stringContaining('no progress for 200 ms') });
    expect(await beside).toMatchObject({ kind: 'done' });
    const after = [0, 1].map((seed) => pool.run({ config: arm(), seed, start: 0, count: 50 }));
    expect((await Promise.all(after)).map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(lost).toHaveLength(1);
  });

  it('does not take a long chunk for a hung one while its slices progress', async () => {
    const pool = await openPool({ hungAfterMs: 150, sliceMs: 10 });
    const run = await pool.run({ config: arm({ rounds: 20_000 }), seed: 1, start: 0, count: 8_000 });
    expect(run).toMatchObject({ kind: 'done' });
    expect(run.kind === 'done' && run.computeMs).toBeGreaterThan(150);
  });

  it.each([
    ['runs out of memory', { exhaustAt: 2 }],
    ['ends its own thread', { exitAt: 2 }],
  ])('survives an engine that %s', async (_, fields) => {
    const pool = await openPool({ heapMb: 32 });
    expect(await pool.run({ config: arm(fields), seed: 1, start: 0, count: 10 })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('the worker stopped'),
    });
    expect(await pool.run({ config: arm(), seed: 1, start: 0, count: 10 })).toMatchObject({ kind: 'done' });
  });

  it('drops a waiting chunk at once and a running one at its next slice', async () => {
    const pool = await openPool({ sliceMs: 10 });
    const running = new AbortController();
    const waiting = new AbortController();
    const long = { config: arm({ rounds: 100_000 }), seed: 1, start: 0, count: 100_000 };
    const first = pool.run({ ...long, signal: running.signal });
    const second = pool.run({ ...long, signal: waiting.signal });
    const third = pool.run({ config: arm(), seed: 1, start: 0, count: 10 });
    waiting.abort();
    expect(await second).toEqual({ kind: 'cancelled' });
    expect(pool.busy).toBe(1);
    running.abort();
    expect(await first).toEqual({ kind: 'cancelled' });
    expect(await third).toMatchObject({ kind: 'done' });
  });

  it('takes one signal for many chunks without a warning, and leaves no listener on it', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const pool = await openPool();
    const { signal } = new AbortController();
    const runs = Array.from({ length: 30 }, (_, start) =>
      pool.run({ config: arm(), seed: 1, start, count: 1, signal }),
    );
    expect((await Promise.all(runs)).every(({ kind }) => kind === 'done')).toBe(true);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('answers what waits and what runs when it is closed', async () => {
    const pool = await openPool();
    const long = { config: arm({ hangAt: 0 }), seed: 1, start: 0, count: 1 };
    const both = [pool.run(long), pool.run(long)];
    await pool.close();
    expect(await Promise.all(both)).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }]);
    expect(await pool.run(long)).toEqual({ kind: 'cancelled' });
  });

  it('keeps running what was verified when the file changes afterwards', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wowlab-bundle-'));
    const path = join(folder, 'engine.mjs');
    await copyFile(fixturePath, path);
    const read = await readEngineBundle(path);
    await writeFile(path, 'throw new Error("another engine");');
    const pool = await openPool(read.kind === 'read' ? { bundle: read.bundle } : {});
    expect(await pool.run({ config: arm(), seed: 1, start: 0, count: 10 })).toMatchObject({ kind: 'done' });
    await rm(folder, { recursive: true });
  });

  it('refuses a bundle of another build, a missing one, and one that is no engine', async () => {
    const { build } = await readFixture();
    expect(await readEngineBundle(fixturePath, build)).toMatchObject({ kind: 'read' });
    const other = await readEngineBundle(fixturePath, 'f'.repeat(64));
    expect(other).toMatchObject({ kind: 'invalid', problem: expect.stringContaining(`is build ${build}`) });
    const missing = await readEngineBundle('/nonexistent/engine.mjs');
    expect(missing).toMatchObject({ kind: 'invalid', problem: expect.stringContaining('npm run build') });
    const moduleUrl = 'data:text/javascript,export const prepareArm = 1';
    await expect(EnginePool.open({ bundle: { path: '', build, moduleUrl }, workers: 2 })).rejects.toThrow(
      'does not export the function prepareArm',
    );
  });
});

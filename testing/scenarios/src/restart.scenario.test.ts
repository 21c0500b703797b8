import { rm } from 'node:fs/promises';
import { makeDataDir, startStack } from '@wowlab/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditDoneJob } from './audit-job.ts';
import { must } from './player.ts';
import { alone, openScene } from './scene.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataDir();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const start = () => openScene(startStack({ dataDir, sentinels: 2, nodes: 1, workers: 1 }));

test('everything is stopped mid-job and started again on the same data: the job ends, history and node key are kept', async () => {
  const first = await start();
  const done = await first.player.submit(first.job({ iterations: 500, seed: 1, name: 'before' }));
  const report = await first.player.report(done.id);
  const running = await first.player.submit(first.job({ iterations: 30_000, seed: 2, chunkIterations: 250 }));
  await first.player.untilIterations(running.id, 500);
  const [node] = must(await first.player.client.nodes()).nodes;
  await first.close();

  const second = await start();
  try {
    const { player } = second;
    await auditDoneJob(second, running.id, await alone(30_000, 2));
    const history = must(await player.client.jobs()).jobs.map(({ id, name, state }) => ({ id, name, state }));
    expect(history).toEqual([
      expect.objectContaining({ id: running.id, state: 'done' }),
      { id: done.id, name: 'before', state: 'done' },
    ]);
    expect(must(await player.client.result(done.id))).toEqual(report);
    const nodes = must(await player.client.nodes()).nodes;
    expect(nodes.map(({ id, name, state }) => ({ id, name, state }))).toEqual([
      { id: node?.id, name: 'node-1', state: 'active' },
    ]);
  } finally {
    await second.close();
  }
});

import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStack, type TestStack } from '@wowlab/stack';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditDoneJob } from './audit-job.ts';
import { alone, openScene, type Scene } from './scene.ts';

let scene: Scene<TestStack>;
beforeAll(async () => {
  scene = await openScene(startStack({ sentinels: 2, nodes: 2, workers: 1 }));
});
afterAll(() => scene.close());

/** The file that Redis appends to. */
const logFile = async (): Promise<string> => {
  const folder = join(scene.stack.dataDir, 'redis/appendonlydir');
  const name = (await readdir(folder)).find((file) => file.endsWith('.incr.aof'));
  if (name === undefined) throw new Error(`There is no append-only file in ${folder}.`);
  return join(folder, name);
};

test('B.9 Redis is killed and the last second of its log is cut off: the job still ends with the exact result', async () => {
  const { stack, player } = scene;
  const iterations = 30_000;
  const job = await player.submit(scene.job({ iterations, seed: 9, chunkIterations: 250 }));
  await player.untilIterations(job.id, 2_000);
  const log = await logFile();
  const { size } = await stat(log);
  await sleep(1_000);
  await stack.redis?.kill();
  expect((await stat(log)).size, 'something was written in that second').toBeGreaterThan(size);
  // Into the middle of an entry, as a power cut leaves it.
  await truncate(log, size - 7);
  await stack.redis?.restart();
  await auditDoneJob(scene, job.id, await alone(iterations, 9));
});

import { periods } from '@wowlab/protocol';
import { assumedIterationsPerSecond } from '@wowlab/scheduling';
import { coordinationBounds } from '../coordination-bounds.ts';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const wakeNodesOperation = defineOperation('wake_nodes', ['build', 'workers', 'most', 'owner']);

/** Work for one worker: below it, waking another node costs more than it gains. */
const ITERATIONS_PER_WORKER = (assumedIterationsPerSecond * periods.firstChunkMs) / 1000;

export const wakeNodes = async (
  runner: ScriptRunner,
  build: string,
  iterations: number,
  owner = '',
): Promise<readonly string[]> => {
  if (iterations <= 0) return [];
  const workers = Math.ceil(iterations / ITERATIONS_PER_WORKER);
  return (await runner.run(wakeNodesOperation, { build, workers, most: coordinationBounds.maxWoken, owner })).texts();
};

import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const drainNodeOperation = defineOperation('drain_node', ['node', 'drain']);

export const drainNode = async (runner: ScriptRunner, node: string, drain: boolean): Promise<boolean> =>
  (await runner.runInteger(drainNodeOperation, { node, drain: drain ? 1 : 0 })) === 1;

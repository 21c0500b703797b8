import type { Stats } from '@wowlab/protocol';
import { defineOperation } from '../operation.ts';
import type { ScriptRunner } from '../script-runner.ts';

export const readStatsOperation = defineOperation('read_stats', []);

export interface StatsWithOutbox {
  readonly stats: Stats;
  readonly outboxLength: number;
}

const SECONDS_PER_MINUTE = 60;

export const readStats = async (runner: ScriptRunner): Promise<StatsWithOutbox> => {
  const reply = await runner.run(readStatsOperation, {});
  return {
    stats: {
      activeNodes: reply.integer(),
      activeWorkers: reply.integer(),
      queuedJobs: reply.integer(),
      runningJobs: reply.integer(),
      chunksPerMinute: reply.integer(),
      iterationsPerSecond: reply.integer() / SECONDS_PER_MINUTE,
    },
    outboxLength: reply.integer(),
  };
};

import { readFile } from 'node:fs/promises';
import type { SubmitJob } from '@wowlab/protocol';
import { type OpenCoordination, openCoordination } from '@wowlab/redis';
import type { TestStack } from '@wowlab/stack';
import { Pool } from 'pg';
import { HandNode } from './hand-node.ts';
import { localReport, profilePaths } from './local-report.ts';
import { digestsOf, Player } from './player.ts';

/** What a job of a scenario must come to, by the engine alone. */
export interface Wanted {
  readonly iterations: number;
  readonly build: string;
  readonly digests: readonly string[];
}

const known = new Map<string, Promise<Wanted>>();

const simulateAlone = async (iterations: number, seed: number): Promise<Wanted> => {
  const report = await localReport(profilePaths.auto, '--iterations', String(iterations), '--seed', String(seed));
  return { iterations, build: report.engine.build, digests: digestsOf(report) };
};

/** The result of `wowlab sim --local` for the profile that scenarios run. */
export const alone = (iterations: number, seed: number): Promise<Wanted> => {
  const key = `${iterations} ${seed}`;
  const running = known.get(key) ?? simulateAlone(iterations, seed);
  known.set(key, running);
  return running;
};

/** A stack with a player before it and a look into both of its stores. */
export interface Scene<Stack extends TestStack> {
  readonly stack: Stack;
  readonly player: Player;
  /** Redis as the sentinels use it, asked past them. */
  readonly coordination: OpenCoordination;
  readonly database: Pool;
  /** A job over the profile that `alone` simulates. */
  readonly job: (over: Omit<SubmitJob, 'profile'>) => SubmitJob;
  /** A node driven by hand that knows each sentinel by its own address. */
  readonly handNode: () => Promise<HandNode>;
  readonly close: () => Promise<void>;
}

export const openScene = async <Stack extends TestStack>(starting: Promise<Stack>): Promise<Scene<Stack>> => {
  const stack = await starting;
  const profile = await readFile(profilePaths.auto, 'utf8');
  const player = new Player(stack.url);
  const coordination = await openCoordination({ url: stack.redisUrl });
  const database = new Pool({ connectionString: stack.databaseUrl, max: 2 });
  // Scenarios end and restart the server under idle connections.
  database.on('error', () => undefined);
  const handNodes: HandNode[] = [];
  return {
    stack,
    player,
    coordination,
    database,
    job: (over) => ({ profile, ...over }),
    handNode: async () => {
      const node = await HandNode.register(stack.sentinelUrls);
      handNodes.push(node);
      return node;
    },
    close: async () => {
      await Promise.all(handNodes.map((node) => node.close()));
      await player.close();
      await database.end();
      await coordination.close();
      await stack.close();
    },
  };
};

import { channels } from '@wowlab/protocol';
import type { BackgroundCoordination, Coordination } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import type { Publish } from './publish.ts';
import { type Loop, startLoop } from './start-loop.ts';
import { termOf } from './term.ts';

export interface StatsPublisherOptions {
  readonly coordination: Pick<Coordination, 'stats'> & { readonly background: BackgroundCoordination };
  readonly publish: Publish;
  /** This sentinel among its likes. */
  readonly instance: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const PERIOD_MS = 2_000;

/** Publishes what fleet and queue do, for the pages that show it. One sentinel does it. */
export const startStatsPublisher = (options: StatsPublisherOptions): Loop => {
  const { coordination, publish, instance, log, signal } = options;
  const term = termOf(coordination.background, 'stats', instance);
  const loop = startLoop({
    name: 'stats publisher',
    log,
    signal,
    round: async () => {
      if (await term.hold()) await publish(channels.fleetStats, await coordination.stats());
      return PERIOD_MS;
    },
  });
  return {
    nudge: loop.nudge,
    close: async () => {
      await loop.close();
      await term.release().catch(() => undefined);
    },
  };
};

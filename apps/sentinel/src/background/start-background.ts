import type { Archive } from '@wowlab/postgres';
import type { OpenCoordination } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import type { Publish } from './publish.ts';
import { startArchiver } from './start-archiver.ts';
import { startFolder } from './start-folder.ts';
import { startReconciler } from './start-reconciler.ts';
import { startStatsPublisher } from './start-stats-publisher.ts';
import { startSweeper } from './start-sweeper.ts';
import { startWaker } from './start-waker.ts';

export interface BackgroundOptions {
  readonly coordination: OpenCoordination;
  readonly archive: Archive;
  readonly publish: Publish;
  /** This sentinel among its likes; new at each start. */
  readonly instance: string;
  /** Redis' clock, ms. */
  readonly now: () => number;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export interface Background {
  /** Ends after the rounds that run: what was read is written, what was folded is told. */
  readonly close: () => Promise<void>;
}

/** All background work of one sentinel. Any number of sentinels may run it side by side. */
export const startBackground = (options: BackgroundOptions): Background => {
  const { coordination, archive, publish, instance, now, log, signal } = options;
  const { background } = coordination;
  const waker = startWaker({ coordination, publish, instance, log, signal });
  const tasks = [
    waker,
    startFolder({ coordination, publish, now, log, signal }),
    startArchiver({ coordination: background, archive, consumer: instance, log, signal }),
    startStatsPublisher({ coordination, publish, instance, log, signal }),
    startSweeper({ coordination: background, instance, wake: waker.wake, log, signal }),
    startReconciler({ coordination: background, archive, instance, wake: waker.wake, log, signal }),
  ];
  return {
    close: async () => {
      await Promise.all(tasks.map((task) => task.close()));
    },
  };
};

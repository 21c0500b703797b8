import type { BackgroundCoordination, ReopenedWork } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import { type Loop, startLoop } from './start-loop.ts';
import { termOf } from './term.ts';

export interface SweeperOptions {
  readonly coordination: Pick<
    BackgroundCoordination,
    'sweep' | 'forgetJobs' | 'forgetNodes' | 'acquireTerm' | 'releaseTerm'
  >;
  /** This sentinel among its likes. */
  readonly instance: string;
  readonly wake: (work: ReopenedWork) => Promise<void>;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const PERIOD_MS = 2_000;

/** Opens what dead nodes and expired leases held, and forgets archived jobs whose time to stay is over. */
export const startSweeper = ({ coordination, instance, wake, log, signal }: SweeperOptions): Loop => {
  const term = termOf(coordination, 'sweeper', instance);
  const loop = startLoop({
    name: 'sweeper',
    log,
    signal,
    round: async () => {
      if (!(await term.hold())) return PERIOD_MS;
      const swept = await coordination.sweep();
      if (swept.deadNodes.length > 0 || swept.reopenedLeases > 0) {
        log.info(
          { deadNodes: swept.deadNodes, reopenedLeases: swept.reopenedLeases },
          'work of lost nodes is open again',
        );
      }
      for (const work of swept.reopened) await wake(work);
      const forgotten = (await coordination.forgetJobs()) + (await coordination.forgetNodes());
      return swept.more || forgotten > 0 ? 0 : PERIOD_MS;
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

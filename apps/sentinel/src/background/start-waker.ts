import { channels } from '@wowlab/protocol';
import type { BackgroundCoordination, Coordination, ReopenedWork } from '@wowlab/redis';
import type { Logger } from '@wowlab/runtime';
import type { Publish } from './publish.ts';
import { startLoop } from './start-loop.ts';
import { termOf } from './term.ts';

export interface WakerOptions {
  readonly coordination: Pick<Coordination, 'wakeNodes' | 'onNews'> & { readonly background: BackgroundCoordination };
  readonly publish: Publish;
  /** This sentinel among its likes. */
  readonly instance: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export interface Waker {
  readonly wake: (work: ReopenedWork) => Promise<void>;
  readonly close: () => Promise<void>;
}

const PERIOD_MS = 2_000;
/** Where work waits and nodes are parked, a hint was lost: wake a few and see. */
const ITERATIONS_TO_RECOVER = 500;

/**
 * Tells parked nodes that there is work: just enough of them for the work that was added. One sentinel does it, so that
 * news which all of them hear wakes nodes once. Nodes ask by themselves every few seconds, so a lost hint only delays.
 */
export const startWaker = ({ coordination, publish, instance, log, signal }: WakerOptions): Waker => {
  const term = termOf(coordination.background, 'waker', instance);
  let holds = false;

  const wake = async ({ build, iterations, owner }: ReopenedWork & { readonly owner?: string }): Promise<void> => {
    const nodes = await coordination.wakeNodes(build, iterations, owner);
    await Promise.all(nodes.map((node) => publish(channels.node(node), { type: 'work' })));
  };

  const loop = startLoop({
    name: 'waker',
    log,
    signal,
    round: async () => {
      holds = await term.hold();
      if (!holds) return PERIOD_MS;
      const builds = await coordination.background.runnableBuilds(await coordination.background.liveBuilds());
      for (const build of builds) await wake({ build, iterations: ITERATIONS_TO_RECOVER });
      return PERIOD_MS;
    },
  });
  const stopListening = coordination.onNews((news) => {
    if (news.type !== 'work' || !holds || signal.aborted) return;
    wake(news).catch((error: unknown) => log.debug({ err: error }, 'hint not sent; nodes ask by themselves'));
  });

  return {
    wake,
    close: async () => {
      stopListening();
      holds = false;
      await loop.close();
      await term.release().catch(() => undefined);
    },
  };
};

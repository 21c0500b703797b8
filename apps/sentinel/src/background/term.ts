import type { BackgroundCoordination } from '@wowlab/redis';

/** How long a holder leads without renewing: after its death nobody does the work for at most this long. */
const TERM_MS = 6_000;

/** This sentinel's claim to be the one that does a task. */
export interface Term {
  /** Takes or renews the term. False while another holds it. */
  readonly hold: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

type Terms = Pick<BackgroundCoordination, 'acquireTerm' | 'releaseTerm'>;

/**
 * Holding a term saves work and never decides correctness: every task under one is safe to run twice at once, because each
 * of its writes is one script that checks what it finds. The fence names the holder's time, so that a late release of an
 * earlier holder ends nobody else's.
 */
export const termOf = (coordination: Terms, name: string, holder: string): Term => {
  let fence: number | null = null;
  return {
    hold: async () => {
      const answer = await coordination.acquireTerm(name, holder, TERM_MS);
      fence = answer.kind === 'held' ? answer.fence : null;
      return answer.kind === 'held';
    },
    release: async () => {
      if (fence === null) return;
      await coordination.releaseTerm(name, holder, fence);
      fence = null;
    },
  };
};

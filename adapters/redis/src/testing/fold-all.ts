import { planFold } from '@wowlab/scheduling';
import type { World } from './world.ts';

/** Folds a job until nothing waits, as the sentinel's folder does. */
export const foldAll = async (world: World, job: string): Promise<void> => {
  const { background } = world.coordination;
  for (;;) {
    const toFold = await background.readFold(job);
    if (toFold === null || toFold.state !== 'running' || toFold.segments.length === 0) return;
    for (const segment of toFold.segments) {
      const plan = planFold(job, toFold, segment);
      if (plan.kind === 'broken') throw new Error(plan.reason);
      const committed = await background.commitFold(plan.commit);
      if (committed.kind === 'committed' && committed.state !== 'running') return;
    }
  }
};

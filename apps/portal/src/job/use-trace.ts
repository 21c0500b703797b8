import { useEffect, useReducer } from 'react';
import type { Estimate } from '../charts/convergence-chart.tsx';
import { halfWidth, speedOf, withSample, type Sample } from './job-estimate.ts';
import type { ProgressView } from './job-view.ts';

const mostEstimates = 240;

interface Trace {
  readonly samples: readonly Sample[];
  readonly estimates: readonly Estimate[];
}

interface Seen extends Sample {
  readonly mean: number | null;
  readonly stdError: number | null;
}

const addEstimate = (estimates: readonly Estimate[], { iterations, mean, stdError }: Seen): readonly Estimate[] => {
  if (mean === null || stdError === null || stdError === 0) return estimates;
  const last = estimates.at(-1);
  if (last !== undefined && iterations === last.iterations) return estimates;
  // Fewer iterations than before: the job was started again.
  const kept = last !== undefined && iterations < last.iterations ? [] : estimates;
  const thinned = kept.length < mostEstimates ? kept : kept.filter((_, index) => index % 2 === 0);
  return [...thinned, { iterations, mean, half: halfWidth(stdError) }];
};

const follow = (trace: Trace, seen: Seen): Trace => ({
  samples: withSample(trace.samples, seen),
  estimates: addEstimate(trace.estimates, seen),
});

/** What this page has seen of a job's way: its present speed and how its mean settled. */
export const useTrace = (view: ProgressView | null): { speed: number | null; estimates: readonly Estimate[] } => {
  const [trace, see] = useReducer(follow, { samples: [], estimates: [] });
  const iterations = view?.iterations ?? 0;
  const mean = view?.job.arms[0]?.mean ?? null;
  const stdError = view?.job.arms[0]?.stdError ?? null;
  useEffect(() => {
    see({ atMs: performance.now(), iterations, mean, stdError });
  }, [iterations, mean, stdError]);
  return { speed: speedOf(trace.samples), estimates: trace.estimates };
};

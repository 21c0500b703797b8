import type { ArmProgress } from '@wowlab/protocol';
import type { ArmSoFar } from '@wowlab/scheduling';
import { dpsHistogram, iterationsOf, summarizeAggregate } from '@wowlab/statistics';
import type { ProgressView } from '../job/job-view.ts';
import type { LocalJob } from './read-local-job.ts';

/** Bars of the histogram while it forms. */
const bars = 60;

const armProgress = ({ arm, aggregate }: ArmSoFar, target: number): ArmProgress => {
  const iterations = iterationsOf(aggregate);
  const { dps } = summarizeAggregate(aggregate);
  return {
    name: arm.name,
    config: arm.hash,
    iterations,
    target,
    mean: iterations === 0 ? null : dps.mean,
    stdError: iterations < 2 ? null : dps.stdError,
  };
};

/** Before the first chunk is back. */
export const notBegun = ({ plan, arms }: LocalJob): ProgressView => ({
  job: {
    state: 'running',
    targetErrorPct: plan.targetErrorPct,
    arms: arms.map(({ name, hash }) => ({
      name,
      config: hash,
      iterations: 0,
      target: plan.iterations,
      mean: null,
      stdError: null,
    })),
  },
  iterations: 0,
  target: plan.iterations * arms.length,
  histogram: null,
});

/** How far a job in this browser is, as a job's page shows it: figures and histogram of its first arm. */
export const liveProgress = ({ plan }: LocalJob, arms: readonly ArmSoFar[]): ProgressView => {
  const [first] = arms;
  const histogram = first === undefined ? null : dpsHistogram(first.aggregate, bars);
  return {
    job: {
      state: 'running',
      targetErrorPct: plan.targetErrorPct,
      arms: arms.map((each) => armProgress(each, plan.iterations)),
    },
    iterations: arms.reduce((sum, { aggregate }) => sum + iterationsOf(aggregate), 0),
    target: plan.iterations * arms.length,
    histogram: histogram === null ? null : { ...histogram, counts: [...histogram.counts] },
  };
};

import { ConvergenceChart, type Estimate } from '../charts/convergence-chart.tsx';
import { DpsHistogramChart } from '../charts/dps-histogram-chart.tsx';
import { Headline } from './headline.tsx';
import type { ProgressView } from './job-view.ts';
import { ProgressLine } from './progress-line.tsx';

const fewestEstimates = 3;

/** A job under way: how far, how well known by now, and its distribution forming. */
export const LiveView = ({
  view,
  speed,
  estimates,
}: {
  readonly view: ProgressView;
  readonly speed: number | null;
  readonly estimates: readonly Estimate[];
}) => {
  const arm = view.job.arms[0];
  const { histogram } = view;
  return (
    <div className="report">
      <Headline mean={arm?.mean ?? null} stdError={arm?.stdError ?? null} />
      <ProgressLine view={view} speed={speed} />
      <section className="panel" aria-labelledby="forming">
        <h2 id="forming" className="panel-title">
          Distribution so far
        </h2>
        {histogram !== null && histogram.counts.length > 0 ? (
          <DpsHistogramChart histogram={histogram} mean={arm?.mean ?? null} percentiles={null} />
        ) : (
          <div className="chart-wait">
            <p>
              {view.iterations === 0
                ? 'It forms here as soon as the first iterations are in.'
                : 'It comes with live messages; without them it is shown at the end.'}
            </p>
          </div>
        )}
        {estimates.length >= fewestEstimates && <ConvergenceChart estimates={estimates} />}
      </section>
    </div>
  );
};

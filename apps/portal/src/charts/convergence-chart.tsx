import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatCompact, formatWhole } from '../format/numbers.ts';
import { useWidth } from './use-width.ts';

const height = 120;
const margin = { top: 10, right: 8, bottom: 24, left: 60 } as const;

/** The mean and the half width of its 95 % interval after so many iterations. */
export interface Estimate {
  readonly iterations: number;
  readonly mean: number;
  readonly half: number;
}

/** How the mean settles and its interval narrows as iterations come in. */
export const ConvergenceChart = ({ estimates }: { readonly estimates: readonly Estimate[] }) => {
  const [box, width] = useWidth();
  const last = estimates.at(-1);
  const x = scaleLinear(extent(estimates, ({ iterations }) => iterations) as [number, number], [
    margin.left,
    width - margin.right,
  ]);
  const bounds = estimates.flatMap(({ mean, half }) => [mean - half, mean + half]);
  const y = scaleLinear(extent(bounds) as [number, number], [height - margin.bottom, margin.top]).nice(3);
  const band = area<Estimate>(
    ({ iterations }) => x(iterations),
    ({ mean, half }) => y(mean - half),
    ({ mean, half }) => y(mean + half),
  );
  const middle = line<Estimate>(
    ({ iterations }) => x(iterations),
    ({ mean }) => y(mean),
  );
  return (
    <figure className="chart">
      <div ref={box} className="chart-box chart-box-low">
        {width > 0 && last !== undefined && (
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={`The mean after ${formatWhole(last.iterations)} iterations is ${formatWhole(last.mean)}, give or take ${formatWhole(last.half)}`}
          >
            {y.ticks(3).map((tick) => (
              <g key={tick} transform={`translate(0 ${Math.round(y(tick)) + 0.5})`}>
                <line className="grid" x1={margin.left} x2={width - margin.right} />
                <text className="axis-label" x={margin.left - 8} dy="0.32em" textAnchor="end">
                  {formatWhole(tick)}
                </text>
              </g>
            ))}
            <path className="band" d={band(estimates) ?? ''} />
            <path className="curve" d={middle(estimates) ?? ''} />
            {x.ticks(Math.max(2, Math.floor(width / 140))).map((tick) => (
              <text key={tick} className="axis-label" x={x(tick)} y={height - 6} textAnchor="middle">
                {formatCompact(tick)}
              </text>
            ))}
          </svg>
        )}
      </div>
      <figcaption className="chart-caption">Mean and its 95 % interval by iterations counted</figcaption>
    </figure>
  );
};

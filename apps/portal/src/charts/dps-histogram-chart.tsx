import type { DpsHistogram } from '@wowlab/protocol';
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { formatWhole } from '../format/numbers.ts';
import { rebin, type Bar } from './rebin.ts';
import { useWidth } from './use-width.ts';

const height = 240;
const margin = { top: 22, right: 8, bottom: 26, left: 8 } as const;
/** Pixels per bar and per axis label, at least. */
const barPx = 9;
const labelPx = 92;
const labelHalfPx = 26;

export interface Percentiles {
  readonly p05: number;
  readonly p25: number;
  readonly p75: number;
  readonly p95: number;
}

export interface DpsHistogramChartProps {
  readonly histogram: DpsHistogram;
  readonly mean: number | null;
  /** Shades the middle half and the middle nine tenths, once they are known. */
  readonly percentiles: Percentiles | null;
}

const zoneOf = ({ from, to }: Bar, percentiles: Percentiles | null): string => {
  if (percentiles === null) return 'bar-inner';
  const middle = (from + to) / 2;
  if (middle >= percentiles.p25 && middle <= percentiles.p75) return 'bar-inner';
  return middle >= percentiles.p05 && middle <= percentiles.p95 ? 'bar-middle' : 'bar-outer';
};

/** The distribution of DPS over iterations. Every bar tells its range; a table of the same stands below. */
export const DpsHistogramChart = ({ histogram, mean, percentiles }: DpsHistogramChartProps) => {
  const [box, width] = useWidth();
  const inner = Math.max(0, width - margin.left - margin.right);
  const bars = rebin(histogram, Math.max(8, Math.floor(inner / barPx)));
  const first = bars[0];
  const last = bars.at(-1);
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const x = scaleLinear([first?.from ?? 0, last?.to ?? 1], [margin.left, margin.left + inner]);
  const y = scaleLinear([0, max(bars, ({ count }) => count) ?? 1], [height - margin.bottom, margin.top]);
  const floor = height - margin.bottom;
  // A label is drawn only where all of it fits.
  const ticks = x
    .ticks(Math.max(2, Math.floor(inner / labelPx)))
    .filter((tick) => x(tick) >= labelHalfPx && x(tick) <= width - labelHalfPx);
  const meanX = mean === null ? null : x(mean);

  return (
    <figure className="chart">
      <div ref={box} className="chart-box">
        {width > 0 && first !== undefined && last !== undefined && (
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={`Distribution of DPS over ${formatWhole(total)} iterations, from ${formatWhole(first.from)} to ${formatWhole(last.to)}`}
          >
            {bars.map((bar) => (
              <rect
                key={bar.from}
                className={`bar ${zoneOf(bar, percentiles)}`}
                x={x(bar.from)}
                y={y(bar.count)}
                width={Math.max(1, x(bar.to) - x(bar.from) - 1)}
                height={floor - y(bar.count)}
              >
                <title>{`${formatWhole(bar.from)} to ${formatWhole(bar.to)} DPS: ${formatWhole(bar.count)} iterations`}</title>
              </rect>
            ))}
            <line className="axis" x1={margin.left} x2={margin.left + inner} y1={floor + 0.5} y2={floor + 0.5} />
            {ticks.map((tick) => (
              <g key={tick} transform={`translate(${Math.round(x(tick)) + 0.5} ${floor})`}>
                <line className="axis" y2={5} />
                <text className="axis-label" y={19} textAnchor="middle">
                  {formatWhole(tick)}
                </text>
              </g>
            ))}
            {meanX !== null && meanX >= margin.left && (
              <g transform={`translate(${Math.round(meanX) + 0.5} 0)`}>
                <line className="mark" y1={margin.top - 6} y2={floor} />
                <text
                  className="mark-label"
                  y={margin.top - 10}
                  textAnchor={meanX < 60 ? 'start' : meanX > width - 60 ? 'end' : 'middle'}
                >
                  mean
                </text>
              </g>
            )}
          </svg>
        )}
      </div>
      <figcaption className="chart-caption">
        <span>DPS of each iteration</span>
        {percentiles !== null && (
          <span className="legend">
            <span className="swatch swatch-inner" /> middle 50 %
            <span className="swatch swatch-middle" /> middle 90 %
            <span className="swatch swatch-outer" /> the rest
          </span>
        )}
      </figcaption>
    </figure>
  );
};

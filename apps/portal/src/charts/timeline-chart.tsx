import type { ReportDetails } from '@wowlab/protocol';
import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { area } from 'd3-shape';
import { formatWhole } from '../format/numbers.ts';
import { useWidth } from './use-width.ts';

const height = 180;
const margin = { top: 10, right: 8, bottom: 24, left: 64 } as const;

/** The course of DPS over the fight, from 0. A table of the same stands below. */
export const TimelineChart = ({ timeline: { widthMs, dps } }: { readonly timeline: ReportDetails['timeline'] }) => {
  const [box, width] = useWidth();
  const most = max(dps) ?? 0;
  const lengthS = (dps.length * widthMs) / 1000;
  const x = scaleLinear([0, lengthS], [margin.left, Math.max(margin.left, width - margin.right)]);
  const y = scaleLinear([0, Math.max(1, most)], [height - margin.bottom, margin.top]).nice(3);
  const shape = area<number>(
    (_, index) => x(((index + 0.5) * widthMs) / 1000),
    () => y(0),
    (value) => y(value),
  );
  return (
    <figure className="chart">
      <div ref={box} className="chart-box chart-box-timeline">
        {width > 0 && (
          <svg
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={`DPS over ${formatWhole(lengthS)} seconds of the fight, at most ${formatWhole(most)}`}
          >
            {y.ticks(3).map((tick) => (
              <g key={tick} transform={`translate(0 ${Math.round(y(tick)) + 0.5})`}>
                <line className="grid" x1={margin.left} x2={width - margin.right} />
                <text className="axis-label" x={margin.left - 8} dy="0.32em" textAnchor="end">
                  {formatWhole(tick)}
                </text>
              </g>
            ))}
            <path className="bar" d={shape(dps) ?? ''} />
            {x.ticks(Math.max(2, Math.floor(width / 120))).map((tick) => (
              <text
                key={tick}
                className="axis-label"
                x={x(tick)}
                y={height - 6}
                textAnchor={tick === lengthS ? 'end' : 'middle'}
              >
                {formatWhole(tick)} s
              </text>
            ))}
          </svg>
        )}
      </div>
      <figcaption className="chart-caption">Mean DPS by time since the pull</figcaption>
    </figure>
  );
};

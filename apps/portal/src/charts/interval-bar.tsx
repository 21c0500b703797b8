import { scaleLinear } from 'd3-scale';

/** A value with its 95 % interval. */
export interface Interval {
  readonly value: number;
  readonly error: number;
}

const width = 100;
const height = 14;

/** The scale all bars of one table share: it holds 0 and every interval. */
export const intervalScale = (intervals: readonly Interval[]) => {
  const ends = intervals.flatMap(({ value, error }) => [value - error, value + error]);
  return scaleLinear([Math.min(0, ...ends), Math.max(0, ...ends)], [0, width]);
};

/** A bar from 0 to the value with a whisker over its interval. The table it stands in says the same in numbers. */
export const IntervalBar = ({
  interval: { value, error },
  scale,
}: {
  readonly interval: Interval;
  readonly scale: (value: number) => number;
}) => {
  const [zero, end] = [scale(0), scale(value)];
  return (
    <svg
      className="interval-bar"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="interval-value" x={Math.min(zero, end)} y={3} width={Math.abs(end - zero)} height={8} />
      <line className="axis" x1={zero} x2={zero} y1={0} y2={height} />
      <line className="interval-whisker" x1={scale(value - error)} x2={scale(value + error)} y1={7} y2={7} />
    </svg>
  );
};

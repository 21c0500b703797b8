import type { Aggregate } from './aggregate.ts';
import { bucketRange } from './dps-bucket.ts';

export interface DpsHistogram {
  /** DPS at the left edge of the first bin. */
  readonly from: number;
  /** Width of each bin, DPS. */
  readonly width: number;
  /** Iterations per bin; they add up to the aggregate's iterations. */
  readonly counts: readonly number[];
}

const MILLI = 1000;

/** Re-bins the exact buckets into at most `maxBins` bins of equal width, for drawing. */
export const dpsHistogram = (aggregate: Aggregate, maxBins: number): DpsHistogram => {
  const { min, max, histogram } = aggregate.dps;
  if (aggregate.iterations === 0) return { from: 0, width: 1, counts: [] };
  // Bins narrower than the buckets they are filled from would show gaps that are not in the data.
  const widest = histogram.reduce((width, { bucket }) => Math.max(width, bucketRange(bucket).width), 1);
  const bins = Math.max(1, Math.min(Math.floor(maxBins), Math.floor((max - min + 1) / widest)));
  const width = (max - min + 1) / bins;
  const counts = Array.from({ length: bins }, () => 0);
  for (const { bucket, count } of histogram) {
    const range = bucketRange(bucket);
    const middle = Math.min(max, Math.max(min, range.from + (range.width - 1) / 2));
    const bin = Math.min(bins - 1, Math.floor((middle - min) / width));
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return { from: min / MILLI, width: width / MILLI, counts };
};

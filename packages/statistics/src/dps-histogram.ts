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

/**
 * Re-bins the exact buckets into at most `maxBins` bins of equal width, for drawing. Edges lie on bucket edges and a bin is
 * a whole number of the widest buckets wide (bucket widths are powers of two), so every bucket lies in one bin whole: cut
 * any other way, bins would hold two buckets here and three there, and show spikes that are not in the data.
 */
export const dpsHistogram = (aggregate: Aggregate, maxBins: number): DpsHistogram => {
  const { min, max, histogram } = aggregate.dps;
  if (aggregate.iterations === 0) return { from: 0, width: 1, counts: [] };
  const widest = histogram.reduce((width, { bucket }) => Math.max(width, bucketRange(bucket).width), 1);
  const most = Math.max(1, Math.floor(maxBins));
  const cutsAt = (width: number) => ({
    from: Math.floor(min / width) * width,
    to: (Math.floor(max / width) + 1) * width,
  });
  let width = widest * Math.max(1, Math.ceil((max - min + 1) / widest / most));
  // Aligning the edges may add a bin at an end.
  while ((cutsAt(width).to - cutsAt(width).from) / width > most) width += widest;
  const { from, to } = cutsAt(width);
  const counts = Array.from({ length: (to - from) / width }, () => 0);
  for (const { bucket, count } of histogram) {
    const bin = Math.floor((bucketRange(bucket).from - from) / width);
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return { from: from / MILLI, width: width / MILLI, counts };
};

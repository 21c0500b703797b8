import type { DpsHistogram } from '@wowlab/protocol';

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Joins neighbouring bins, the same number each, until at most `most` bars are left. */
export const rebin = ({ from, width, counts }: DpsHistogram, most: number): readonly Bar[] => {
  const joined = Math.max(1, Math.ceil(counts.length / Math.max(1, most)));
  const bars: Bar[] = [];
  for (let first = 0; first < counts.length; first += joined) {
    const bins = counts.slice(first, first + joined);
    bars.push({
      from: from + first * width,
      to: from + (first + bins.length) * width,
      count: bins.reduce((sum, count) => sum + count, 0),
    });
  }
  return bars;
};

/** One measured figure. A ratio compares two things measured in the same run; everything else depends on the machine. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the project promises, and what it aims at; `atMost` where less is better. */
  readonly floor?: number;
  readonly goal?: number;
  readonly atMost?: true;
}

/** A benchmark: what it measures, and how. Rounds of the things compared take turns, so that noise hits them alike. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  readonly run: (tell: (line: string) => void) => Promise<readonly Figure[]>;
}

/** The middle value; of two middle ones their mean. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/** The value that `share` (0..1) of the values do not exceed. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

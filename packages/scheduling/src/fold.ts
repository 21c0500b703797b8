import type { JobState } from '@wowlab/protocol';

/** One segment of an arm (the iterations between two checkpoints) with what waits to be merged. */
export interface SegmentToFold {
  readonly arm: number;
  readonly segment: number;
  /** Checkpoints of the arm that were decided: the segment is the undecided one when the two are equal. */
  readonly decided: number;
  /** Number of the fold to build on. */
  readonly fold: number;
  readonly foldedIterations: number;
  /** Merged before; null for none. */
  readonly folded: string | null;
  /** Of the iterations before the segment; null for none, or when the segment is not the undecided one. */
  readonly prefix: string | null;
  readonly pending: readonly string[];
}

export interface JobToFold {
  readonly state: JobState;
  readonly targetErrorPct: number | null;
  readonly checkpoints: readonly number[];
  readonly segments: readonly SegmentToFold[];
}

export interface FoldCommit {
  readonly job: string;
  readonly arm: number;
  readonly segment: number;
  readonly fold: number;
  /** Pending texts that were merged: the first so many. */
  readonly merged: number;
  /** `fold` keeps the segment open; `advance` adds it to the prefix and goes on; `finish` ends the arm with it. */
  readonly action: 'fold' | 'advance' | 'finish';
  /** Of `text`. */
  readonly iterations: number;
  /** The merged segment (`fold`), else the merged prefix with the segment. */
  readonly text: string;
  readonly summary: { readonly mean: number; readonly stdError: number } | null;
  /** Iterations of the arm that may be carved from now on; null to leave it. */
  readonly limit: number | null;
}

import type { JobState } from '@wowlab/protocol';

export type FoldCommitted =
  | {
      readonly kind: 'committed';
      readonly state: JobState;
      /** Iterations that can be carved anew: wake nodes for them. */
      readonly carvable: number;
      /** The next segment is complete as well: read again at once. */
      readonly more: boolean;
    }
  /** Somebody else folded, or the job ended. Read again. */
  | { readonly kind: 'stale' };

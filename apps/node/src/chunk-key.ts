import type { ChunkRef } from '@wowlab/protocol';

/** One grant of one chunk as a text, which is also a file name. */
export const chunkKey = ({ job, arm, start, count, generation }: ChunkRef): string =>
  `${job}-${arm}-${start}-${count}-${generation}`;

/** The fields of a reference alone, whatever else the object holds. */
export const chunkRef = ({ job, arm, start, count, generation }: ChunkRef): ChunkRef => ({
  job,
  arm,
  start,
  count,
  generation,
});

import type { ReplyReader } from './reply-reader.ts';

/** Iterations that were given back and can be leased anew by nodes with the build. */
export interface ReopenedWork {
  readonly build: string;
  readonly iterations: number;
}

/** Reads build and iterations, pair by pair, to the end of the reply. */
export const readReopenedWork = (reply: ReplyReader): readonly ReopenedWork[] => {
  const work: ReopenedWork[] = [];
  while (reply.left > 0) work.push({ build: reply.text(), iterations: reply.integer() });
  return work;
};

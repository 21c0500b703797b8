/**
 * Iterations are dealt into this many batches by their number, like cards: iteration i belongs to batch i mod 64. Two arms
 * of one job meet the same random numbers in the same iteration, so what they share lies in the same batches of both, and
 * the differences of batch means say how well the difference of the arms is known (`compareArms`). 64 give Student's t 63
 * degrees of freedom, an interval 2 % wider than the normal one, at about 1.2 kB of text.
 */
export const BATCHES = 64;

/** The iterations of one batch: how many, and the sum of their milli-DPS. */
export interface BatchTotals {
  readonly count: number;
  readonly sum: bigint;
}

export const batchOf = (iteration: number): number => iteration % BATCHES;

const NOTHING: BatchTotals = Object.freeze({ count: 0, sum: 0n });

/** The batches of no iterations. */
export const emptyBatches: readonly BatchTotals[] = Object.freeze(Array.from({ length: BATCHES }, () => NOTHING));

/** Adds batch to batch. */
export const addBatches = (left: readonly BatchTotals[], right: readonly BatchTotals[]): readonly BatchTotals[] => {
  if (left === emptyBatches) return right;
  if (right === emptyBatches) return left;
  return left.map((own, batch) => {
    const other = right[batch] ?? NOTHING;
    return { count: own.count + other.count, sum: own.sum + other.sum };
  });
};

/** Whether batches count what the iterations `[start, start + count)` bring to each of them. */
export const coversInterval = (batches: readonly BatchTotals[], start: number, count: number): boolean =>
  batches.every((batch, index) => {
    const first = (index - (start % BATCHES) + BATCHES) % BATCHES;
    return batch.count === (first < count ? Math.floor((count - 1 - first) / BATCHES) + 1 : 0);
  });

import type { DpsTotals } from './aggregate.ts';
import { bucketOf } from './dps-bucket.ts';
import { BATCHES, batchOf } from './iteration-batch.ts';

/** Collects the milli-DPS of iterations one by one; what the engine fills while it runs. */
export class DpsRecorder {
  #sumOfSquares = 0n;
  #min = 0;
  #max = 0;
  #count = 0;
  readonly #buckets = new Map<number, number>();
  readonly #batchCounts = new Float64Array(BATCHES);
  readonly #batchSums = Array.from({ length: BATCHES }, () => 0n);

  /**
   * @param milliDps a whole number from 0 to 2^53 − 1.
   * @param iteration the iteration's number in its arm, from 0.
   */
  add(milliDps: number, iteration: number): void {
    if (!Number.isSafeInteger(milliDps) || milliDps < 0) {
      throw new RangeError(`an iteration's milli-DPS is ${milliDps}; it must be a whole number from 0 to 2^53 - 1`);
    }
    const exact = BigInt(milliDps);
    const batch = batchOf(iteration);
    this.#batchSums[batch] = (this.#batchSums[batch] ?? 0n) + exact;
    this.#batchCounts[batch] = (this.#batchCounts[batch] ?? 0) + 1;
    this.#sumOfSquares += exact * exact;
    this.#min = this.#count === 0 ? milliDps : Math.min(this.#min, milliDps);
    this.#max = Math.max(this.#max, milliDps);
    this.#count += 1;
    const bucket = bucketOf(milliDps);
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
  }

  get count(): number {
    return this.#count;
  }

  totals(): DpsTotals {
    return {
      sum: this.#batchSums.reduce((total, sum) => total + sum, 0n),
      sumOfSquares: this.#sumOfSquares,
      min: this.#min,
      max: this.#max,
      histogram: [...this.#buckets]
        .sort(([left], [right]) => left - right)
        .map(([bucket, count]) => ({ bucket, count })),
      batches: this.#batchSums.map((sum, batch) => ({ count: this.#batchCounts[batch] ?? 0, sum })),
    };
  }
}

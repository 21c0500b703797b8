import type { Job, Report } from '@wowlab/protocol';
import { decodeAggregate, reportArm } from '@wowlab/statistics';

/** One arm's final aggregate, as both stores give it. */
export interface StoredResult {
  readonly arm: number;
  readonly digest: string;
  readonly aggregate: string;
}

/**
 * The report of a done job from its stored aggregates.
 *
 * @throws {Error} when a stored aggregate is not one: it was checked before it was counted.
 */
export const buildReport = (job: Job, computeMs: number, results: readonly StoredResult[]): Report => ({
  job: { id: job.id, state: job.state, version: job.version },
  engine: { build: job.engineBuild },
  seed: job.seed,
  arms: job.arms.map(({ name, config }, index) => {
    const result = results.find(({ arm }) => arm === index);
    if (result === undefined) throw new Error(`the job ${job.id} is done but has no result for its arm ${index}`);
    const decoded = decodeAggregate(result.aggregate);
    if (decoded.kind === 'invalid') {
      throw new Error(
        `the stored result of arm ${index} of the job ${job.id} is no aggregate: ${decoded.field} ${decoded.problem}`,
      );
    }
    return reportArm({ name, config, digest: result.digest }, decoded.aggregate);
  }),
  timing: { wallMs: Math.max(0, (job.finishedAtMs ?? job.createdAtMs) - job.createdAtMs), computeMs },
});

import { type Job, limits, type Report } from '@wowlab/protocol';
import { type ArmOfJob, decodeAggregate, reportAnalysis, reportArm } from '@wowlab/statistics';

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
export const buildReport = (job: Job, computeMs: number, results: readonly StoredResult[]): Report => {
  const byArm = new Map(results.map((result) => [result.arm, result]));
  const ofJob: ArmOfJob[] = [];
  const arms = job.arms.map(({ name, offset, config }, index) => {
    const result = byArm.get(index);
    if (result === undefined) throw new Error(`the job ${job.id} is done but has no result for its arm ${index}`);
    const decoded = decodeAggregate(result.aggregate);
    if (decoded.kind === 'invalid') {
      throw new Error(
        `the stored result of arm ${index} of the job ${job.id} is no aggregate: ${decoded.field} ${decoded.problem}`,
      );
    }
    ofJob.push({ name, offset, aggregate: decoded.aggregate });
    return reportArm(
      { name, offset, config, digest: result.digest },
      decoded.aggregate,
      index < limits.maxDetailedArms,
    );
  });
  return {
    job: { id: job.id, state: job.state, version: job.version },
    engine: { build: job.engineBuild },
    seed: job.seed,
    arms,
    ...reportAnalysis(ofJob),
    timing: { wallMs: Math.max(0, (job.finishedAtMs ?? job.createdAtMs) - job.createdAtMs), computeMs },
  };
};

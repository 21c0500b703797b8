import { limits } from './limits.ts';

/** What a request or a profile may say of precision and sample. */
export interface StatedPlan {
  readonly iterations?: number | undefined;
  readonly targetErrorPct?: number | undefined;
  readonly seed?: number | undefined;
}

/** What a job runs by. `iterations` is the length, or the cap of a target-error job. */
export interface JobPlan {
  readonly iterations: number;
  readonly targetErrorPct: number | null;
  readonly seed: number;
}

/**
 * The plan of a job: what the request states wins over what the profile says, and that over the default. Precision is taken
 * as a whole from the first of them that states any. A target error without a length runs up to the largest length.
 */
export const jobPlan = (request: StatedPlan, profile: StatedPlan): JobPlan => {
  const states = (plan: StatedPlan): boolean => plan.iterations !== undefined || plan.targetErrorPct !== undefined;
  const precision = states(request) ? request : profile;
  const targetErrorPct = precision.targetErrorPct ?? null;
  return {
    iterations: precision.iterations ?? (targetErrorPct === null ? limits.defaultIterations : limits.maxIterations),
    targetErrorPct,
    seed: request.seed ?? profile.seed ?? limits.defaultSeed,
  };
};

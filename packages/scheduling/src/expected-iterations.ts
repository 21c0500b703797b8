/** Spread of DPS over fights, in percent of the mean, that a job is taken to have before it ran. */
const ASSUMED_DEVIATION_PCT = 10;
/** Two-sided 95 % quantile of the normal distribution. */
const Z_95 = 1.96;

/** Iterations one arm will likely take: its length, or what its target error asks for at a common spread, up to the cap. */
export const expectedIterations = (iterations: number, targetErrorPct: number | null): number => {
  if (targetErrorPct === null) return iterations;
  const ratio = (Z_95 * ASSUMED_DEVIATION_PCT) / targetErrorPct;
  return Math.min(iterations, Math.max(1, Math.ceil(ratio * ratio)));
};

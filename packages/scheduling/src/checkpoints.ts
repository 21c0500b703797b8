/** Fewer iterations say too little about the spread to stop on. */
const FIRST_CHECKPOINT = 500;

/**
 * The iteration counts at which a target-error job may stop: 500, 1,000, 1,500, 2,000, 3,000, 4,000, 6,000, … up to its
 * cap; for a job of fixed length its length alone. Ascending, ending with `iterations`. Fixed in advance, so that where a
 * job stops depends on its iterations and not on who computed them when.
 */
export const checkpointsFor = (iterations: number, targetErrorPct: number | null): readonly number[] => {
  if (targetErrorPct === null) return [iterations];
  const checkpoints: number[] = [];
  for (let power = FIRST_CHECKPOINT; power < iterations; power *= 2) {
    checkpoints.push(power);
    const between = power + power / 2;
    if (power > FIRST_CHECKPOINT && between < iterations) checkpoints.push(between);
  }
  checkpoints.push(iterations);
  return checkpoints;
};

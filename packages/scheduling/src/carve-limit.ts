/** What is known of an arm's spread. A guess is enough: it decides only how far ahead work is handed out. */
export interface PrecisionSoFar {
  readonly iterations: number;
  /** Relative half width of the 95 % interval of the mean, in percent. */
  readonly errorPct: number;
}

/** Handing out five percent more than projected spares a second round when the projection falls a little short. */
const MARGIN = 1.05;

/**
 * How many iterations of an arm may be carved: up to the checkpoint where, by what is known, the target will be met, and at
 * least up to the first undecided one. The error falls with the square root of the iterations. Before anything is known,
 * one checkpoint beyond the undecided one, so that workers do not wait for the first decision.
 */
export const carveLimit = (
  checkpoints: readonly number[],
  undecided: number,
  targetErrorPct: number | null,
  known: PrecisionSoFar | null,
): number => {
  const last = checkpoints[checkpoints.length - 1] ?? 0;
  const next = checkpoints[undecided] ?? last;
  if (targetErrorPct === null) return last;
  if (known === null || known.iterations < 2 || !Number.isFinite(known.errorPct)) {
    return checkpoints[undecided + 1] ?? last;
  }
  const ratio = known.errorPct / targetErrorPct;
  const needed = known.iterations * ratio * ratio * MARGIN;
  return Math.max(next, checkpoints.find((checkpoint) => checkpoint >= needed) ?? last);
};

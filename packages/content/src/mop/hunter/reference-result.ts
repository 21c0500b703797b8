/** One line of a reference result. */
export interface ReferenceSource {
  readonly name: string;
  readonly dps: number;
  /** Landed hits per fight; ticks alone for periodic effects. */
  readonly count: number;
  readonly meanHit: number;
}

export interface ReferenceResult {
  readonly title: string;
  /** Profile of the scenario, from the repository's root. */
  readonly profile: string;
  readonly dps: number;
  readonly stdDev: number;
  readonly sources: readonly ReferenceSource[];
  /** Where a figure can not be compared as it stands, and why. */
  readonly remarks: readonly string[];
}

/** One source: damage per second, landed hits per fight, mean hit. */
export const source = (name: string, dps: number, count: number, meanHit: number): ReferenceSource => ({
  name,
  dps,
  count,
  meanHit,
});

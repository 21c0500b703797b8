export {
  type Aggregate,
  aggregateLimits,
  type BucketCount,
  type Counter,
  type DpsTotals,
  emptyAggregate,
  iterationsOf,
  PLAYER,
  type SourceTotals,
  type Tally,
} from './aggregate.ts';
export { type DecodedAggregate, decodeAggregate } from './decode-aggregate.ts';
export { type DpsHistogram, dpsHistogram } from './dps-histogram.ts';
export { DpsRecorder } from './dps-recorder.ts';
export { encodeAggregate } from './encode-aggregate.ts';
export { type BatchTotals, coversInterval } from './iteration-batch.ts';
export { mergeAggregates } from './merge-aggregates.ts';
export { type ArmDifference, compareArms, type Verdict } from './compare-arms.ts';
export { type Contrast, contrast, type ContrastTerm } from './contrast.ts';
export { pawnString } from './pawn-string.ts';
export { rankArms, type RankedArm } from './rank-arms.ts';
export { type ArmOfJob, reportAnalysis } from './report-analysis.ts';
export { reportDetails } from './report-details.ts';
export { reportArm, type ReportedArm } from './report-arm.ts';
export { type OffsetArm, type Slope, type StatWeight, statWeights } from './stat-weights.ts';
export {
  type AggregateSummary,
  type DpsSummary,
  relativeError,
  type SourceSummary,
  summarizeAggregate,
} from './summarize-aggregate.ts';
export { MAX_SPANS, spanKinds, spanWidthMs, type TallyKind, tallyKinds } from './tally-kinds.ts';

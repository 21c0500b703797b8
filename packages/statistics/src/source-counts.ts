import type { SourceTotals } from './aggregate.ts';

/** The whole-number counts of a source, in the order they are encoded. */
export const SOURCE_COUNTS = [
  'executes',
  'hits',
  'crits',
  'glances',
  'ticks',
  'critTicks',
  'applications',
  'misses',
  'dodges',
  'parries',
] as const satisfies readonly (keyof SourceTotals)[];

/** What a mean hit is the mean over: see `SourceSummary.meanHit`. */
export const fullHitsOf = (source: SourceTotals): number =>
  source.hits + source.crits + source.ticks + source.critTicks + source.applications;

/** Landed damage events. */
export const landedOf = (source: SourceTotals): number =>
  source.hits + source.crits + source.glances + source.ticks + source.critTicks;

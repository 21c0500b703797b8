import type { SourceTotals } from './aggregate.ts';

/** The whole-number counts of a source, in the order they are encoded. */
export const SOURCE_COUNTS = [
  'executes',
  'hits',
  'crits',
  'glances',
  'ticks',
  'critTicks',
  'misses',
  'dodges',
  'parries',
] as const satisfies readonly (keyof SourceTotals)[];

/** Full hits: landed damage events that were not glancing blows. What a mean hit is the mean over. */
export const fullHitsOf = (source: SourceTotals): number =>
  source.hits + source.crits + source.ticks + source.critTicks;

/** Landed damage events. */
export const landedOf = (source: SourceTotals): number =>
  source.hits + source.crits + source.glances + source.ticks + source.critTicks;

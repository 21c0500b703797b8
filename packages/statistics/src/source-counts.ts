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

/** Landed damage events: what a mean hit is the mean of. */
export const landedOf = (source: SourceTotals): number =>
  source.hits + source.crits + source.glances + source.ticks + source.critTicks;

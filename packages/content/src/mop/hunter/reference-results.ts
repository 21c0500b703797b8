import type { ReferenceResult } from './reference-result.ts';
import { beastMasteryResults } from './reference-results-beast-mastery.ts';
import { marksmanshipResults } from './reference-results-marksmanship.ts';
import { survivalResults } from './reference-results-survival.ts';

/**
 * What wowsims/mop (commit 96bef8685) gives for the same inputs: 4,000 iterations, seed 101, standard error of the mean at
 * most 0.03 %. Its mean hit is damage over hits, crits and ticks, without glancing blows; an application counts as a hit.
 */
export const referenceResults: readonly ReferenceResult[] = [
  ...beastMasteryResults,
  ...marksmanshipResults,
  ...survivalResults,
];

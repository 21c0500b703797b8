import type { Comparison, StatOffset, Weights } from '@wowlab/protocol';
import { flag, listOf, number, oneOf, orNull, record, text, type Read } from './shape.ts';

/* Readers of what a report says of its arms together; see `answers.ts`. */

export const readOffset: Read<StatOffset> = record({ stat: text, amount: number });

export const readComparison: Read<Comparison> = record({
  baseline: number,
  arms: listOf(
    record({
      arm: number,
      rank: number,
      group: number,
      isSidegrade: flag,
      difference: number,
      percent: number,
      stdError: number,
      error95: number,
      error95Percent: number,
      verdict: oneOf('better', 'worse', 'within-error', 'identical', 'unknown'),
    }),
  ),
});

const slope = record({ perPoint: number, error95: number });

export const readWeights: Read<Weights> = record({
  baseline: number,
  mainStat: orNull(text),
  stats: listOf(
    record({
      stat: text,
      down: number,
      up: number,
      perPoint: number,
      error95: number,
      above: orNull(slope),
      below: orNull(slope),
      isBent: flag,
      verdict: oneOf('clear', 'within-error', 'no-effect', 'unknown'),
      normalized: orNull(slope),
    }),
  ),
  pawn: text,
});

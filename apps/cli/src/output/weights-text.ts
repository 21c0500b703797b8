import { styleText } from 'node:util';
import type { Slope, StatWeight, Weights } from '@wowlab/protocol';
import { formatSigned } from './numbers.ts';
import { renderTable } from './table.ts';

const digits = 3;

const slope = (value: Slope | null): string => (value === null ? '' : formatSigned(value.perPoint, digits));

const error = (value: Slope): string => (value.error95 === 0 ? '' : `± ${value.error95.toFixed(digits)}`);

const remark = (weight: StatWeight): string => {
  if (weight.verdict === 'no-effect') return 'no effect';
  if (weight.verdict === 'unknown') return 'too few iterations';
  if (weight.isBent) return `bends: ${slope(weight.below)} below, ${slope(weight.above)} above`;
  return weight.verdict === 'within-error' ? 'within error' : '';
};

const moved = ({ down, up }: StatWeight): string =>
  down === 0 ? `+${up}` : down === up ? `±${up}` : `-${down} +${up}`;

/** Weights as a table in the order they were asked, and the Pawn string alone on a line. */
export const weightsText = (weights: Weights): string => {
  const table = renderTable(
    [
      { heading: 'stat' },
      { heading: 'moved', right: true },
      { heading: 'DPS per point', right: true },
      { heading: 'at 95 %', right: true },
      { heading: weights.mainStat === null ? 'normalized' : `in ${weights.mainStat}`, right: true },
      { heading: '', right: true },
      { heading: '' },
    ],
    weights.stats.map((weight) => [
      weight.stat,
      moved(weight),
      slope(weight),
      error(weight),
      slope(weight.normalized),
      weight.normalized === null ? '' : error(weight.normalized),
      remark(weight),
    ]),
  );
  const note = 'weights are slopes near this character; to choose between items, compare them as arms of one job';
  return `${table}\n${styleText('dim', note)}\n\n${weights.pawn}`;
};

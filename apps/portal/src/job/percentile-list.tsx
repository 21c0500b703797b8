import type { ReportArm } from '@wowlab/protocol';
import { formatWhole } from '../format/numbers.ts';

const rows: readonly (readonly [keyof ReportArm['dps'], string])[] = [
  ['max', 'Highest'],
  ['p95', '95th percentile'],
  ['p75', '75th percentile'],
  ['p50', 'Median'],
  ['p25', '25th percentile'],
  ['p05', '5th percentile'],
  ['min', 'Lowest'],
  ['stdDev', 'Standard deviation'],
];

/** How far single fights lie from the mean. */
export const PercentileList = ({ dps }: { readonly dps: ReportArm['dps'] }) => (
  <dl className="facts facts-figures">
    {rows.map(([key, label]) => (
      <div key={key} className={key === 'stdDev' ? 'fact fact-apart' : 'fact'}>
        <dt>{label}</dt>
        <dd className="num">{formatWhole(dps[key])}</dd>
      </div>
    ))}
  </dl>
);

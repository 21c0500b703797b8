import type { DpsHistogram } from '@wowlab/protocol';
import { formatShare, formatWhole } from '../format/numbers.ts';
import { rebin } from './rebin.ts';

const mostRows = 24;

/** The distribution as numbers, for readers of tables and of screens. */
export const HistogramTable = ({ histogram }: { readonly histogram: DpsHistogram }) => {
  const bars = rebin(histogram, mostRows);
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  return (
    <details className="fold">
      <summary>Distribution as a table</summary>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">DPS from</th>
            <th scope="col" className="num">
              to
            </th>
            <th scope="col" className="num">
              Iterations
            </th>
            <th scope="col" className="num">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ from, to, count }) => (
            <tr key={from}>
              <th scope="row">{formatWhole(from)}</th>
              <td className="num">{formatWhole(to)}</td>
              <td className="num">{formatWhole(count)}</td>
              <td className="num">{formatShare(total === 0 ? 0 : count / total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

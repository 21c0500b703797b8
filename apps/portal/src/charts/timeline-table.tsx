import type { ReportDetails } from '@wowlab/protocol';
import { formatWhole } from '../format/numbers.ts';

/** Rows at most; spans are taken together to keep to it. */
const mostRows = 60;

/** The timeline in numbers, for whoever can not or does not want to read the chart. */
export const TimelineTable = ({ timeline: { widthMs, dps } }: { readonly timeline: ReportDetails['timeline'] }) => {
  const each = Math.max(1, Math.ceil(dps.length / mostRows));
  const starts = dps.map((_, index) => index).filter((index) => index % each === 0);
  return (
    <details className="fold">
      <summary>Timeline as a table</summary>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">From second</th>
            <th scope="col" className="num">
              DPS
            </th>
          </tr>
        </thead>
        <tbody>
          {starts.map((start) => {
            const part = dps.slice(start, start + each);
            return (
              <tr key={start}>
                <th scope="row">{formatWhole((start * widthMs) / 1000)}</th>
                <td className="num">{formatWhole(part.reduce((sum, value) => sum + value, 0) / part.length)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
};

import type { ReportArm } from '@wowlab/protocol';
import { useState } from 'react';
import { formatOne, formatShare, formatWhole } from '../format/numbers.ts';
import { readableSource } from '../format/source-name.ts';
import { Name } from '../shell/name.tsx';
import { sortSources, type SourceColumn, type SourceOrder } from './source-order.ts';

const columns: readonly { readonly key: SourceColumn; readonly label: string; readonly hint?: string }[] = [
  { key: 'name', label: 'Source' },
  { key: 'share', label: 'Share' },
  { key: 'dps', label: 'DPS' },
  { key: 'count', label: 'Hits', hint: 'per fight, on average' },
  { key: 'meanHit', label: 'Mean hit' },
];

/** Where the damage comes from. A click on a heading sorts by it, another turns the order. */
export const SourcesTable = ({ sources }: { readonly sources: ReportArm['sources'] }) => {
  const [order, setOrder] = useState<SourceOrder>({ column: 'dps', falling: true });
  const largest = sources.reduce((most, { share }) => Math.max(most, share), 0);
  const sortBy = (column: SourceColumn) =>
    setOrder((now) =>
      now.column === column ? { column, falling: !now.falling } : { column, falling: column !== 'name' },
    );
  return (
    <table className="table table-sources">
      <caption className="sr-only">Sources of damage</caption>
      <thead>
        <tr>
          {columns.map(({ key, label, hint }) => (
            <th
              key={key}
              scope="col"
              className={key === 'name' ? 'col-name' : `num col-${key}`}
              aria-sort={order.column === key ? (order.falling ? 'descending' : 'ascending') : 'none'}
            >
              <button type="button" className="sort-button" title={hint} onClick={() => sortBy(key)}>
                {label}
                <span className="sort-sign" aria-hidden="true">
                  {order.column === key ? (order.falling ? '▾' : '▴') : ''}
                </span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sortSources(sources, order).map((source) => (
          <tr key={source.name}>
            <th scope="row" className="col-name">
              <Name>{readableSource(source.name)}</Name>
              <svg className="share-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect width={largest === 0 ? 0 : (source.share / largest) * 100} height="1" />
              </svg>
            </th>
            <td className="num col-share">{formatShare(source.share)}</td>
            <td className="num col-dps">{formatWhole(source.dps)}</td>
            <td className="num col-count">{formatOne(source.count)}</td>
            <td className="num col-meanHit">{formatWhole(source.meanHit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

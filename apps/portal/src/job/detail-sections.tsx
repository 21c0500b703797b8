import type { ReportDetails } from '@wowlab/protocol';
import { type DetailTable, detailTables } from '@wowlab/reporting';
import { TimelineChart } from '../charts/timeline-chart.tsx';
import { TimelineTable } from '../charts/timeline-table.tsx';
import { readableSource } from '../format/source-name.ts';
import { Name } from '../shell/name.tsx';

/** Sections that most readers look at; the others open on demand. */
const open: ReadonlySet<DetailTable['id']> = new Set(['uptimes', 'resources']);
/** Columns of names as the engine spells them. */
const names = /^(name|source|on|by|of|from|ability|proc|action)$/;

const Table = ({ table }: { readonly table: DetailTable }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard
  <div className="scroll-x" tabIndex={0} role="region" aria-label={table.title}>
    <table className="table table-detail">
      <caption className="sr-only">{table.title}</caption>
      <thead>
        <tr>
          {table.columns.map(({ heading, right }) => (
            <th key={heading} scope="col" className={right ? 'num' : undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.slice(0, 3).join(' ')}>
            {row.map((cell, index) => {
              const column = table.columns[index];
              if (column === undefined) return null;
              const content = <Name>{names.test(column.heading) ? readableSource(cell) : cell}</Name>;
              const className = column.right ? 'num' : undefined;
              return index === 0 ? (
                <th key={column.heading} scope="row" className={className}>
                  {content}
                </th>
              ) : (
                <td key={column.heading} className={className}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Section = ({ table }: { readonly table: DetailTable }) => {
  const body = (
    <>
      <p className="hint">{table.hint}</p>
      <Table table={table} />
    </>
  );
  if (!open.has(table.id))
    return (
      <details className="panel section-folded">
        <summary className="panel-title">{table.title}</summary>
        {body}
      </details>
    );
  return (
    <section className="panel" aria-labelledby={`section-${table.id}`}>
      <h2 id={`section-${table.id}`} className="panel-title">
        {table.title}
      </h2>
      {body}
    </section>
  );
};

/** Why the DPS is what it is: its course, what was up, where resources came from, and the rest folded. */
export const DetailSections = ({ details }: { readonly details: ReportDetails }) => (
  <>
    {details.timeline.dps.length > 1 && (
      <section className="panel" aria-labelledby="section-timeline">
        <h2 id="section-timeline" className="panel-title">
          Timeline
        </h2>
        <TimelineChart timeline={details.timeline} />
        <TimelineTable timeline={details.timeline} />
      </section>
    )}
    {detailTables(details).map((table) => (
      <Section key={table.id} table={table} />
    ))}
  </>
);

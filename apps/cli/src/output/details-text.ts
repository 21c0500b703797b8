import { styleText } from 'node:util';
import type { ReportDetails } from '@wowlab/protocol';
import { type DetailTable, detailTables } from '@wowlab/reporting';
import { formatWhole } from './numbers.ts';
import { renderTable } from './table.ts';

/** Sections that are shown unless all are asked for. */
const usual: ReadonlySet<DetailTable['id']> = new Set(['uptimes', 'resources']);

/** Rows of a usual section unless all are asked for. */
const usualRows = 12;
/** Characters a line of the timeline is wide at most. */
const sparkWidth = 100;
const steps = '▁▂▃▄▅▆▇█';

/** The course of DPS in one line, from 0 to its highest. */
const sparkline = (dps: readonly number[]): string => {
  const each = Math.max(1, Math.ceil(dps.length / sparkWidth));
  const means: number[] = [];
  for (let at = 0; at < dps.length; at += each) {
    const part = dps.slice(at, at + each);
    means.push(part.reduce((sum, value) => sum + value, 0) / part.length);
  }
  const most = Math.max(1, ...means);
  return means.map((mean) => steps[Math.min(steps.length - 1, Math.floor((mean / most) * steps.length))]).join('');
};

const section = ({ title, hint, columns, rows }: DetailTable, all: boolean): string => {
  const shown = all ? rows : rows.slice(0, usualRows);
  const left = rows.length - shown.length;
  return [
    '',
    `${styleText('bold', title)}${all ? styleText('dim', `  ${hint}`) : ''}`,
    renderTable(columns, shown),
    ...(left > 0 ? [styleText('dim', `and ${left} more; --details shows all`)] : []),
  ].join('\n');
};

/** An arm's details as tables: the usual ones, or all with the course of the fight. */
export const detailsText = (details: ReportDetails, all: boolean): readonly string[] => {
  const sections = detailTables(details)
    .filter(({ id }) => all || usual.has(id))
    .map((table) => section(table, all));
  if (!all) return [...sections, ''];
  const { dps } = details.timeline;
  const most = Math.max(0, ...dps);
  return [
    ...sections,
    '',
    `${styleText('bold', 'Timeline')}${styleText('dim', `  DPS over the fight, at most ${formatWhole(most)}`)}`,
    sparkline(dps),
    '',
  ];
};

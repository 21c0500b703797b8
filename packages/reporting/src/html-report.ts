import type { Report, ReportArm, ReportDetails } from '@wowlab/protocol';
import { type DetailTable, detailTables, type TableColumn } from './detail-tables.ts';
import { escapeHtml } from './escape-html.ts';
import { formatCount, formatNumber, formatPercent, formatSeconds, formatWhole } from './format.ts';
import { htmlStyle } from './html-style.ts';
import { histogramSvg, timelineSvg } from './svg-charts.ts';

export interface HtmlReportOptions {
  /** The profile that was simulated, where it is known. */
  readonly profile: string | null;
}

/** Two-sided 95 % quantile of the normal distribution. */
const Z_95 = 1.959964;
/** Rows of the timeline's table at most; wider spans are averaged from the drawn ones. */
const TIMELINE_ROWS = 60;

const column = (heading: string, right = true): TableColumn => ({ heading, right });

const table = (caption: string, columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string => {
  const head = columns.map(
    ({ heading, right }) => `<th scope="col"${right ? ' class="num"' : ''}>${escapeHtml(heading)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, index) => {
      const text = `<bdi>${escapeHtml(cell)}</bdi>`;
      if (index === 0) return `<th scope="row"${columns[0]?.right === true ? ' class="num"' : ''}>${text}</th>`;
      return `<td${columns[index]?.right === true ? ' class="num"' : ''}>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return (
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>` +
    `<caption>${escapeHtml(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
  );
};

const section = (id: string, title: string, content: string): string =>
  `<section aria-labelledby="${id}"><h3 id="${id}">${escapeHtml(title)}</h3>${content}</section>`;

const behind = (summary: string, content: string): string =>
  `<details><summary>${escapeHtml(summary)}</summary>${content}</details>`;

const distribution = (arm: ReportArm): string => {
  const { dps, histogram } = arm;
  const names = ['min', 'p05', 'p25', 'p50', 'p75', 'p95', 'max', 'stdDev'] as const;
  const labels = ['least', '5 %', '25 %', 'median', '75 %', '95 %', 'most', 'deviation'];
  const spread = table(
    'Spread of DPS',
    labels.map((label) => column(label)),
    [names.map((name) => formatWhole(dps[name]))],
  );
  if (histogram === undefined || histogram.counts.length === 0) return spread;
  const { from, width, counts } = histogram;
  const rows = counts.map((count, index) => [
    formatWhole(from + index * width),
    formatWhole(from + (index + 1) * width),
    formatWhole(count),
  ]);
  const numbers = table('Iterations by DPS', [column('DPS from'), column('to'), column('iterations')], rows);
  return histogramSvg(histogram) + spread + behind('The distribution as a table', numbers);
};

const sources = (arm: ReportArm): string =>
  table(
    'Sources of damage',
    [column('source', false), ...['DPS', 'share', 'hits', 'mean hit'].map((heading) => column(heading))],
    arm.sources.map((source) => [
      source.name,
      formatWhole(source.dps),
      formatPercent(source.share),
      formatCount(source.count),
      formatWhole(source.meanHit),
    ]),
  );

const timeline = ({ timeline: { widthMs, dps } }: ReportDetails): string => {
  const each = Math.max(1, Math.ceil(dps.length / TIMELINE_ROWS));
  const rows: string[][] = [];
  for (let at = 0; at < dps.length; at += each) {
    const part = dps.slice(at, at + each);
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    rows.push([formatSeconds(at * widthMs), formatSeconds((at + part.length) * widthMs), formatWhole(mean)]);
  }
  const numbers = table('DPS by time', [column('from'), column('to'), column('DPS')], rows);
  return timelineSvg({ widthMs, dps }) + behind('The course as a table', numbers);
};

const list = (lines: readonly string[]): string =>
  `<ul>${lines.map((line) => `<li><bdi>${escapeHtml(line)}</bdi></li>`).join('')}</ul>`;

const details = (arm: ReportArm, prefix: string): string => {
  if (arm.details === undefined) return '<p>This arm comes without details.</p>';
  const tables = detailTables(arm.details).map(({ id, title, hint, columns, rows }: DetailTable) =>
    section(`${prefix}-${id}`, title, `<p class="hint">${escapeHtml(hint)}</p>${table(title, columns, rows)}`),
  );
  const course = section(`${prefix}-timeline`, 'Timeline', timeline(arm.details));
  return [course, ...tables].join('');
};

const armHtml = (report: Report, arm: ReportArm, index: number): string => {
  const { dps } = arm;
  const prefix = `arm-${index + 1}`;
  const half = Z_95 * dps.stdError;
  const relative = dps.mean > 0 ? ` (${formatNumber((100 * half) / dps.mean, 3)} %)` : '';
  const notModelled =
    arm.notModelled.length === 0
      ? ''
      : section(
          `${prefix}-not-modelled`,
          'Not modelled',
          `<p class="hint">The profile has these and they are not in the numbers.</p>${list(arm.notModelled)}`,
        );
  const facts: readonly (readonly [string, string])[] = [
    ['digest', arm.digest],
    ['config', arm.config],
    ['iterations', formatWhole(arm.iterations)],
    ['seed', String(report.seed)],
    ['engine', report.engine.build],
  ];
  return (
    `<article aria-labelledby="${prefix}"><h2 id="${prefix}"><bdi>${escapeHtml(arm.name)}</bdi></h2>` +
    `<p class="headline"><strong>${formatWhole(dps.mean)} DPS</strong> ± ${formatNumber(half, 1)}${relative} at 95 %, ${formatWhole(arm.iterations)} iterations</p>` +
    notModelled +
    section(`${prefix}-distribution`, 'Distribution', distribution(arm)) +
    section(`${prefix}-sources`, 'Sources', arm.sources.length === 0 ? '<p>No damage was dealt.</p>' : sources(arm)) +
    details(arm, prefix) +
    section(
      `${prefix}-facts`,
      'What was computed',
      `<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`,
    ) +
    '</article>'
  );
};

const recompute = (report: Report, profile: string | null): string => {
  const iterations = report.arms[0]?.iterations ?? 0;
  const command = `wowlab sim profile.simc --local --seed ${report.seed} --iterations ${iterations}`;
  const again =
    '<p>The digest is the SHA-256 of the exact sums of all iterations. The same engine build gives the same digest again, on any machine:</p>' +
    `<pre>${escapeHtml(command)}</pre>`;
  if (profile === null) return again;
  return `${again}${behind('The profile', `<pre>${escapeHtml(profile)}</pre>`)}`;
};

/**
 * A report as one HTML document that needs nothing else: no script, no request, its own style and charts. Every text that
 * comes from a profile is escaped, and a policy inside forbids whatever could still be made to load.
 */
export const htmlReport = (report: Report, { profile }: HtmlReportOptions): string => {
  const title = report.arms
    .map(({ name }) => name)
    .slice(0, 3)
    .join(', ');
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escapeHtml(title)} – WowLab report</title><style>${htmlStyle}</style></head><body><main>` +
    `<h1>WowLab report</h1>${report.arms.map((arm, index) => armHtml(report, arm, index)).join('')}` +
    `<section aria-labelledby="recompute"><h2 id="recompute">Recompute it</h2>${recompute(report, profile)}</section>` +
    '</main></body></html>\n'
  );
};

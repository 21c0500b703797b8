import { styleText } from 'node:util';
import type { Report, ReportArm } from '@wowlab/protocol';
import { formatDuration, formatOneDigit, formatShare, formatWhole } from './numbers.ts';
import { printable, renderTable } from './table.ts';

/** z of a two-sided 95 % interval. */
const z95 = 1.959964;

const armText = (arm: ReportArm, several: boolean): string => {
  const { dps } = arm;
  const error = dps.stdError * z95;
  const relative = dps.mean > 0 ? ` (${((error / dps.mean) * 100).toFixed(3)} %)` : '';
  const head = [
    ...(several ? [styleText('bold', printable(arm.name))] : []),
    `${styleText('bold', `${formatWhole(dps.mean)} DPS`)}  ± ${formatOneDigit(error)}${relative} at 95 %, ${formatWhole(arm.iterations)} iterations`,
    styleText(
      'dim',
      `deviation ${formatWhole(dps.stdDev)} · min ${formatWhole(dps.min)} · 5 % ${formatWhole(dps.p05)} · median ${formatWhole(dps.p50)} · 95 % ${formatWhole(dps.p95)} · max ${formatWhole(dps.max)}`,
    ),
  ];
  const table = renderTable(
    [
      { heading: 'source' },
      { heading: 'DPS', right: true },
      { heading: 'share', right: true },
      { heading: 'hits', right: true },
      { heading: 'mean hit', right: true },
    ],
    arm.sources.map((source) => [
      source.name,
      formatWhole(source.dps),
      formatShare(source.share),
      formatOneDigit(source.count),
      formatWhole(source.meanHit),
    ]),
  );
  const notModelled =
    arm.notModelled.length === 0
      ? []
      : [
          styleText(
            'yellow',
            `not modelled, and so not in these numbers: ${arm.notModelled.map(printable).join(', ')}`,
          ),
        ];
  return [...head, '', table, ...notModelled, styleText('dim', `digest ${arm.digest}`)].join('\n');
};

/** A report for people: per arm the mean with its error, the spread, and a table of sources. */
export const reportText = (report: Report): string =>
  [
    ...report.arms.map((arm) => armText(arm, report.arms.length > 1)),
    styleText(
      'dim',
      `${report.job.id === null ? 'computed here' : `job ${report.job.id}`} · seed ${report.seed} · engine ${report.engine.build.slice(0, 12)} · ${formatDuration(report.timing.wallMs)} (${formatDuration(report.timing.computeMs)} of computing)`,
    ),
  ].join('\n\n');

import { styleText } from 'node:util';
import type { Report, ReportArm } from '@wowlab/protocol';
import { comparisonText } from './comparison-text.ts';
import { formatDuration, formatOneDigit, formatShare, formatWhole } from './numbers.ts';
import { detailsText } from './details-text.ts';
import { printable, renderTable } from './table.ts';
import { weightsText } from './weights-text.ts';

/** z of a two-sided 95 % interval. */
const z95 = 1.959964;

const armText = (arm: ReportArm, several: boolean, all: boolean): string => {
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
  const details = arm.details === undefined ? [] : detailsText(arm.details, all);
  return [...head, '', table, ...details, ...notModelled, styleText('dim', `digest ${arm.digest}`)].join('\n');
};

/** Beyond so many arms only the first is told in detail: the comparison holds the rest. */
const detailedArms = 8;

/**
 * A report for people: per arm the mean with its error, the spread, and a table of sources, and the most telling of its
 * details, or with `all` every section; then how the arms compare and what stats are worth, where that was asked.
 */
export const reportText = (report: Report, all = false): string => {
  const own = report.arms.filter(({ offset }) => offset === undefined);
  const { comparison, weights } = report;
  return [
    ...(own.length > detailedArms ? own.slice(0, 1) : own).map((arm) => armText(arm, own.length > 1, all)),
    ...(comparison === undefined ? [] : [comparisonText(comparison, report.arms)]),
    ...(weights === undefined ? [] : [weightsText(weights)]),
    styleText(
      'dim',
      `${report.job.id === null ? 'computed here' : `job ${report.job.id}`} · seed ${report.seed} · engine ${report.engine.build.slice(0, 12)} · ${formatDuration(report.timing.wallMs)} (${formatDuration(report.timing.computeMs)} of computing)`,
    ),
  ].join('\n\n');
};

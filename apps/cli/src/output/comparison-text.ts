import { styleText } from 'node:util';
import type { ComparedArm, Comparison, ReportArm } from '@wowlab/protocol';
import { formatOneDigit, formatSigned, formatWhole } from './numbers.ts';
import { renderTable } from './table.ts';

const differenceOf = (arm: ComparedArm, isBaseline: boolean): readonly string[] => {
  if (isBaseline) return ['baseline', '', ''];
  if (arm.verdict === 'identical') return ['the same', '', ''];
  if (arm.verdict === 'unknown') return ['unknown', '', ''];
  return [
    formatSigned(arm.difference, 1),
    `± ${formatOneDigit(arm.error95)}`,
    `${formatSigned(arm.percent, 2)} % ± ${arm.error95Percent.toFixed(2)}`,
  ];
};

/** Arms best first, each against the baseline; arms of one group can not be told from its first. */
export const comparisonText = ({ baseline, arms }: Comparison, named: readonly ReportArm[]): string => {
  const table = renderTable(
    [
      { heading: '#', right: true },
      { heading: 'arm' },
      { heading: 'DPS', right: true },
      { heading: 'difference', right: true },
      { heading: 'at 95 %', right: true },
      { heading: 'of the baseline', right: true },
      { heading: 'group', right: true },
      { heading: '' },
    ],
    arms.map((each) => [
      String(each.rank),
      named[each.arm]?.name ?? '',
      formatWhole(named[each.arm]?.dps.mean ?? 0),
      ...differenceOf(each, each.arm === baseline),
      String(each.group),
      each.verdict === 'within-error' ? 'within error' : each.isSidegrade ? 'sidegrade' : '',
    ]),
  );
  return `${table}\n${styleText('dim', 'paired differences: every arm met the same random numbers; arms of one group can not be told from its best')}`;
};

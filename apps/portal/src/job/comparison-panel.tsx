import type { ComparedArm, Comparison, ReportArm } from '@wowlab/protocol';
import { IntervalBar, intervalScale } from '../charts/interval-bar.tsx';
import { formatOne, formatSigned, formatWhole } from '../format/numbers.ts';
import { Name } from '../shell/name.tsx';

const verdicts: Readonly<Record<ComparedArm['verdict'], string>> = {
  better: 'better',
  worse: 'worse',
  'within-error': 'within error',
  identical: 'the same in every fight',
  unknown: 'too few fights',
};

const remark = (arm: ComparedArm, isBaseline: boolean): string =>
  isBaseline ? 'baseline' : `${verdicts[arm.verdict]}${arm.isSidegrade ? ', sidegrade' : ''}`;

/** The arms best first, each beside the baseline, with what can not be told apart in one group. */
export const ComparisonPanel = ({
  comparison: { baseline, arms },
  named,
  onShow,
}: {
  readonly comparison: Comparison;
  readonly named: readonly ReportArm[];
  readonly onShow: (arm: number) => void;
}) => {
  const scale = intervalScale(arms.map(({ difference, error95 }) => ({ value: difference, error: error95 })));
  return (
    <section className="panel" aria-labelledby="comparison" data-testid="comparison">
      <h2 id="comparison" className="panel-title">
        Comparison
      </h2>
      <table className="table table-analysis">
        <caption className="sr-only">Arms from the best to the worst, each against the baseline</caption>
        <thead>
          <tr>
            <th scope="col" className="col-name">
              Arm
            </th>
            <th scope="col" className="num">
              DPS
            </th>
            <th scope="col" className="num col-wide">
              Difference
            </th>
            <th scope="col" className="num col-wide">
              ± at 95 %
            </th>
            <th scope="col" className="num">
              Percent
            </th>
            <th scope="col" className="num" title="Arms of one group can not be told from its best">
              Group
            </th>
            <th scope="col" className="col-wide">
              Against the baseline
            </th>
          </tr>
        </thead>
        <tbody>
          {arms.map((each) => (
            <tr key={each.arm}>
              <th scope="row" className="col-name">
                <button type="button" className="link-button" onClick={() => onShow(each.arm)}>
                  <Name>{named[each.arm]?.name ?? ''}</Name>
                </button>
                <IntervalBar interval={{ value: each.difference, error: each.error95 }} scale={scale} />
              </th>
              <td className="num">{formatWhole(named[each.arm]?.dps.mean ?? 0)}</td>
              <td className="num col-wide">{each.arm === baseline ? '' : formatSigned(each.difference, 1)}</td>
              <td className="num col-wide">{each.arm === baseline ? '' : formatOne(each.error95)}</td>
              <td className="num">{each.arm === baseline ? '' : `${formatSigned(each.percent, 2)} %`}</td>
              <td className="num">{each.group}</td>
              <td className="col-wide">{remark(each, each.arm === baseline)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        Every arm met the same random numbers, so differences are known better than the means. Arms of one group can not
        be told from its best: their order means nothing.
      </p>
    </section>
  );
};

import type { Slope, StatWeight, Weights } from '@wowlab/protocol';
import { IntervalBar, intervalScale } from '../charts/interval-bar.tsx';
import { formatSigned } from '../format/numbers.ts';
import { readableStat } from '../format/stat-name.ts';
import { CopyButton } from '../shell/copy-button.tsx';

const digits = 3;

const shown = (slope: Slope | null): string => (slope === null ? '–' : formatSigned(slope.perPoint, digits));

const withError = (slope: Slope): string =>
  slope.error95 === 0 ? shown(slope) : `${shown(slope)} ± ${slope.error95.toFixed(digits)}`;

const remark = (weight: StatWeight): string => {
  if (weight.verdict === 'no-effect') return 'no effect';
  if (weight.verdict === 'unknown') return 'too few fights';
  if (weight.isBent) return `a cap or step is near: ${shown(weight.below)} below, ${shown(weight.above)} above`;
  return weight.verdict === 'within-error' ? 'within error' : '';
};

const moved = ({ down, up }: StatWeight): string =>
  down === 0 ? `+${up}` : down === up ? `±${up}` : `−${down} +${up}`;

/** What a point of each stat is worth, with its error, and the text for the addon Pawn. */
export const WeightsPanel = ({ weights }: { readonly weights: Weights }) => {
  const scale = intervalScale(weights.stats.map(({ perPoint, error95 }) => ({ value: perPoint, error: error95 })));
  return (
    <section className="panel" aria-labelledby="weights" data-testid="weights">
      <h2 id="weights" className="panel-title">
        Stat weights
      </h2>
      <table className="table table-analysis">
        <caption className="sr-only">DPS per point of each stat</caption>
        <thead>
          <tr>
            <th scope="col" className="col-name">
              Stat
            </th>
            <th scope="col" className="num">
              DPS per point
            </th>
            <th scope="col" className="num">
              {weights.mainStat === null ? 'Normalised' : `In ${readableStat(weights.mainStat).toLowerCase()}`}
            </th>
            <th scope="col" className="num col-wide">
              Moved by
            </th>
            <th scope="col">Remark</th>
          </tr>
        </thead>
        <tbody>
          {weights.stats.map((weight) => (
            <tr key={weight.stat}>
              <th scope="row" className="col-name">
                {readableStat(weight.stat)}
                <IntervalBar interval={{ value: weight.perPoint, error: weight.error95 }} scale={scale} />
              </th>
              <td className="num">{withError(weight)}</td>
              <td className="num">{weight.normalized === null ? '–' : withError(weight.normalized)}</td>
              <td className="num col-wide">{moved(weight)}</td>
              <td>{remark(weight)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="pawn">
        <code className="pawn-text" data-testid="pawn">
          {weights.pawn}
        </code>
        <CopyButton label="Copy Pawn string" text={() => weights.pawn} />
      </div>
      <p className="hint">
        Slopes near this character, ± half the 95 % interval. They change with every item: to choose between items,
        compare them as arms of one job.
      </p>
    </section>
  );
};

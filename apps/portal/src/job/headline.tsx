import { formatPct, formatWhole } from '../format/numbers.ts';
import { errorPct, halfWidth } from './job-estimate.ts';

/** The answer in one line: mean DPS and the half width of its 95 % interval. */
export const Headline = ({ mean, stdError }: { readonly mean: number | null; readonly stdError: number | null }) => {
  const error = errorPct(mean, stdError);
  return (
    <p className="headline" data-testid="headline">
      <span className="headline-value">{mean === null ? '–' : formatWhole(mean)}</span>{' '}
      <span className="headline-unit">DPS</span>
      {mean !== null && stdError !== null && (
        <span className="headline-error" title="Half width of the 95 % interval of the mean">
          {' '}
          ± {formatWhole(halfWidth(stdError))}
          {error !== null && ` (${formatPct(error)})`}
        </span>
      )}
    </p>
  );
};

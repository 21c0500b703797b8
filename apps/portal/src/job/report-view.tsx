import type { Report } from '@wowlab/protocol';
import { useState } from 'react';
import { DpsHistogramChart } from '../charts/dps-histogram-chart.tsx';
import { HistogramTable } from '../charts/histogram-table.tsx';
import { formatWhole } from '../format/numbers.ts';
import { Name } from '../shell/name.tsx';
import { ComparisonPanel } from './comparison-panel.tsx';
import { DetailSections } from './detail-sections.tsx';
import { Headline } from './headline.tsx';
import { Notes } from './notes.tsx';
import { PercentileList } from './percentile-list.tsx';
import { RunFacts } from './run-facts.tsx';
import { SourcesTable } from './sources-table.tsx';
import { WeightsPanel } from './weights-panel.tsx';

/** More arms than this are chosen in the comparison only. */
const mostChoices = 24;

/** The answer to a job, as the record keeps it. */
export const ReportView = ({ report, notes }: { readonly report: Report; readonly notes: readonly string[] }) => {
  const [chosen, choose] = useState(0);
  const arm = report.arms[chosen];
  if (arm === undefined) return <p className="panel">The job ended without an arm.</p>;
  return (
    <div className="report" data-testid="report" data-digest={arm.digest}>
      {report.arms.length > 1 && report.arms.length <= mostChoices && (
        <fieldset className="arms">
          <legend>Arms</legend>
          {report.arms.map((each, index) => (
            <label key={`${index} ${each.config}`} className="choice">
              <input type="radio" name="arm" checked={index === chosen} onChange={() => choose(index)} />
              <Name>{each.name}</Name> <span className="num">{formatWhole(each.dps.mean)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div>
        <Headline mean={arm.dps.mean} stdError={arm.dps.stdError} />
        {arm.notModelled.length > 0 && (
          <p className="caveat">
            <a href="#not-modelled">
              {arm.notModelled.length === 1 ? '1 thing' : `${arm.notModelled.length} things`} of the profile not
              modelled
            </a>
          </p>
        )}
      </div>
      {report.weights !== undefined && <WeightsPanel weights={report.weights} />}
      {report.comparison !== undefined && (
        <ComparisonPanel comparison={report.comparison} named={report.arms} onShow={choose} />
      )}
      <section className="panel" aria-labelledby="distribution">
        <h2 id="distribution" className="panel-title">
          Distribution
        </h2>
        <div className="beside">
          {arm.histogram !== undefined && arm.histogram.counts.length > 0 ? (
            <div>
              <DpsHistogramChart histogram={arm.histogram} mean={arm.dps.mean} percentiles={arm.dps} />
              <HistogramTable histogram={arm.histogram} />
            </div>
          ) : (
            <p className="hint">This report keeps no histogram.</p>
          )}
          <PercentileList dps={arm.dps} />
        </div>
      </section>
      <section className="panel" aria-labelledby="sources">
        <h2 id="sources" className="panel-title">
          Sources
        </h2>
        {arm.sources.length === 0 ? <p>No damage was dealt.</p> : <SourcesTable sources={arm.sources} />}
      </section>
      {arm.details !== undefined && <DetailSections details={arm.details} />}
      <Notes
        id="not-modelled"
        title="Not modelled"
        hint="The profile has these and the engine does not simulate them: the true DPS differs by what they do."
        lines={arm.notModelled}
      />
      <Notes id="notes" title="Notes on the profile" hint="Read and not used for the simulation." lines={notes} />
      <RunFacts report={report} arm={arm} />
    </div>
  );
};

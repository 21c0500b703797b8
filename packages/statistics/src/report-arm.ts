import type { Aggregate } from './aggregate.ts';
import { dpsHistogram } from './dps-histogram.ts';
import { reportDetails } from './report-details.ts';
import { summarizeAggregate } from './summarize-aggregate.ts';

/** Bars of the histogram of a report. */
const reportBins = 60;

/** What names an arm of a report. `digest` is the SHA-256 of the arm's canonical aggregate. */
export interface ReportedArm {
  readonly name: string;
  readonly config: string;
  readonly digest: string;
  /** For an arm that is the first one with a stat moved. */
  readonly offset?: { readonly stat: string; readonly amount: number } | undefined;
}

/**
 * One arm of a report, as the protocol describes it: from a server's merged aggregate and from a local run alike.
 *
 * @param detailed with everything that tells why; a report of many arms leaves it out of the later ones.
 */
export const reportArm = ({ name, config, digest, offset }: ReportedArm, aggregate: Aggregate, detailed: boolean) => {
  const { iterations, dps, sources, notModelled } = summarizeAggregate(aggregate);
  const histogram = dpsHistogram(aggregate, reportBins);
  return {
    name,
    ...(offset === undefined ? {} : { offset: { ...offset } }),
    config,
    iterations,
    digest,
    dps: { ...dps },
    sources: sources.map((source) => Object.assign({}, source)),
    histogram: { from: histogram.from, width: histogram.width, counts: [...histogram.counts] },
    notModelled: [...notModelled],
    ...(detailed ? { details: reportDetails(aggregate) } : {}),
  };
};

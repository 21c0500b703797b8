import { type Aggregate, PLAYER, type SourceTotals, type Tally } from './aggregate.ts';
import { SOURCE_COUNTS } from './source-counts.ts';

/** Version of the encoding; a reader refuses any other. */
export const AGGREGATE_VERSION = 2;

const encodeSource = (source: SourceTotals): string => {
  const counts = SOURCE_COUNTS.map((count) => `"${count}":${source[count]}`).join(',');
  const actor = source.actor === PLAYER ? '' : `"actor":${JSON.stringify(source.actor)},`;
  return (
    `{"name":${JSON.stringify(source.name)},${actor}${counts},"damage":"${source.damage}","critDamage":"${source.critDamage}",` +
    `"minHit":${source.minHit},"maxHit":${source.maxHit}}`
  );
};

const encodeTallies = (tallies: readonly Tally[]): string =>
  `"tallies":[${tallies.map(({ name, sums }) => `[${JSON.stringify(name)},"${sums.join(' ')}"]`).join(',')}],`;

/**
 * The canonical JSON text of an aggregate: equal aggregates have equal texts, so the SHA-256 of the text names the result.
 * Sums that can pass 2^53 are decimal strings, everything else is a JSON integer. The histogram is a flat list of bucket,
 * count, bucket, count, …; the batches one of count, sum, count, sum, …; the sums of a tally are one string, parted by spaces.
 * What says nothing is left out: an actor that is the player, tallies where there are none.
 */
export const encodeAggregate = (aggregate: Aggregate): string => {
  const { dps } = aggregate;
  const histogram = dps.histogram.map(({ bucket, count }) => `${bucket},${count}`).join(',');
  const batches = dps.batches.map(({ count, sum }) => `${count},"${sum}"`).join(',');
  const counters = aggregate.counters.map(({ name, value }) => `[${JSON.stringify(name)},"${value}"]`).join(',');
  return (
    `{"version":${AGGREGATE_VERSION},"iterations":${aggregate.iterations},"simulatedMs":"${aggregate.simulatedMs}",` +
    `"dps":{"sum":"${dps.sum}","sumOfSquares":"${dps.sumOfSquares}","min":${dps.min},"max":${dps.max},` +
    `"histogram":[${histogram}],"batches":[${batches}]},"sources":[${aggregate.sources.map(encodeSource).join(',')}],` +
    `"counters":[${counters}],${aggregate.tallies.length === 0 ? '' : encodeTallies(aggregate.tallies)}` +
    `"notModelled":${JSON.stringify(aggregate.notModelled)}}`
  );
};

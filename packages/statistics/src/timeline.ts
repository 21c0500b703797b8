import type { Aggregate, Tally } from './aggregate.ts';
import { spanKinds } from './tally-kinds.ts';

const MS_PER_SECOND = 1000;

interface Spans {
  readonly widthMs: number;
  readonly sums: readonly number[];
}

/** The finest timeline of a kind; `null` where there is none. Aggregates of one arm have one at most. */
const spansOf = (tallies: readonly Tally[], kind: string): Spans | null => {
  const found = tallies.find(({ name }) => name.startsWith(`${kind}.`));
  if (found === undefined) return null;
  const widthMs = Number(found.name.slice(kind.length + 1));
  return Number.isSafeInteger(widthMs) && widthMs > 0 ? { widthMs, sums: found.sums.map(Number) } : null;
};

/** How long fights lasted, ms: the mean, and how many ended in each span where lengths vary. */
export const fightLengths = (aggregate: Aggregate) => {
  const meanMs = aggregate.iterations === 0 ? 0 : Number(aggregate.simulatedMs) / aggregate.iterations;
  const ends = spansOf(aggregate.tallies, spanKinds.ends);
  if (ends === null) return { meanMs, histogram: null };
  const first = Math.max(
    0,
    ends.sums.findIndex((count) => count > 0),
  );
  return { meanMs, histogram: { fromMs: first * ends.widthMs, widthMs: ends.widthMs, counts: ends.sums.slice(first) } };
};

/**
 * Damage per second in each span since the pull, over the fights that lasted so long. The time fights spent in a span is
 * known exactly: whole for those that ended later, and to the millisecond for those that ended in it.
 */
export const timelineOf = (aggregate: Aggregate) => {
  const { iterations, tallies } = aggregate;
  const damage = spansOf(tallies, spanKinds.damage);
  if (damage === null || iterations === 0) return { widthMs: MS_PER_SECOND, dps: [] };
  const { widthMs } = damage;
  const ends = spansOf(tallies, spanKinds.ends);
  const rest = spansOf(tallies, spanKinds.endsMs);
  const meanMs = Number(aggregate.simulatedMs) / iterations;
  let lasting = iterations;
  const spentMs = damage.sums.map((_, span) => {
    if (ends === null) return iterations * Math.min(widthMs, Math.max(0, meanMs - span * widthMs));
    lasting -= ends.sums[span] ?? 0;
    return lasting * widthMs + (rest?.sums[span] ?? 0);
  });
  return {
    widthMs,
    dps: damage.sums.map((sum, span) => {
      const ms = spentMs[span] ?? 0;
      return ms <= 0 ? 0 : Math.round((sum * MS_PER_SECOND * 10) / ms) / 10;
    }),
  };
};

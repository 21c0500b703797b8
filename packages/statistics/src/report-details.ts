import type { Aggregate, SourceTotals, Tally } from './aggregate.ts';
import { SOURCE_COUNTS } from './source-counts.ts';
import type { TallyKind } from './tally-kinds.ts';
import { fightLengths, timelineOf } from './timeline.ts';

const MILLI = 1000;
const ACTION_LISTS = 'apl.';

/** The rows of one kind: what follows the kind in their names, and their sums. */
const rowsOf = (tallies: readonly Tally[], kind: TallyKind) =>
  tallies
    .filter(({ name }) => name.startsWith(`${kind}.`))
    .map(({ name, sums }) => {
      const [, actor = '', ...rest] = name.split('.');
      return { actor, rest, at: (column: number): number => Number(sums[column] ?? 0n) };
    });

/** `apl.LIST.LINE.ACTION`; only the last three parts are certain to have no dots of their own. */
const actionLine = (name: string) => {
  const parts = name.slice(ACTION_LISTS.length).split('.');
  const at = parts.findIndex((part) => /^\d+$/.test(part));
  return { list: parts.slice(0, at).join('.'), line: Number(parts[at]), action: parts.slice(at + 1).join('.') };
};

/**
 * Why an arm's DPS is what it is: everything counted besides the DPS itself. Counts, amounts and times are means of one
 * fight; shares are of 1.
 */
export const reportDetails = (aggregate: Aggregate) => {
  const { iterations, tallies } = aggregate;
  const per = Math.max(1, iterations);
  const simulatedMs = Math.max(1, Number(aggregate.simulatedMs));
  const source = (totals: SourceTotals) => {
    const counts = Object.fromEntries(SOURCE_COUNTS.map((count) => [count, totals[count] / per])) as Record<
      (typeof SOURCE_COUNTS)[number],
      number
    >;
    const { name, actor, minHit, maxHit } = totals;
    const critShare = totals.damage === 0n ? 0 : Number(totals.critDamage) / Number(totals.damage);
    return { name, actor, ...counts, minHit, maxHit, critShare };
  };
  const auras = (kind: 'buff' | 'debuff') =>
    rowsOf(tallies, kind).map(({ actor, rest, at }) => ({
      kind,
      actor,
      name: rest.join('.'),
      // On several targets at once it is up more than all the time.
      uptime: at(0) / simulatedMs,
      meanStacks: at(0) === 0 ? 0 : at(1) / at(0),
      applications: at(2) / per,
      refreshes: at(3) / per,
    }));
  const flows = (kind: 'gain' | 'spend', owner: string, resource: string) =>
    rowsOf(tallies, kind)
      .filter(({ actor, rest }) => actor === owner && rest[0] === resource)
      .map(({ rest, at }) => ({
        name: rest.slice(1).join('.'),
        count: at(0) / per,
        amount: at(1) / MILLI / per,
        wasted: at(2) / MILLI / per,
      }));
  return {
    fightLength: fightLengths(aggregate),
    sources: aggregate.sources.map(source),
    auras: [...auras('buff'), ...auras('debuff')],
    procs: rowsOf(tallies, 'proc').map(({ actor, rest, at }) => ({ actor, name: rest.join('.'), count: at(0) / per })),
    resources: rowsOf(tallies, 'resource').map(({ actor, rest, at }) => {
      const name = rest.join('.');
      return {
        actor,
        name,
        start: at(0) / MILLI / per,
        end: at(1) / MILLI / per,
        gains: flows('gain', actor, name),
        spends: flows('spend', actor, name).map(({ name: ability, count, amount }) => ({
          name: ability,
          count,
          amount,
        })),
      };
    }),
    abilities: [...rowsOf(tallies, 'cooldown'), ...rowsOf(tallies, 'use')]
      .filter(({ at }) => at(0) > 0)
      .map(({ actor, rest, at }) => ({ actor, name: rest.join('.'), uses: at(0) / per, idleMs: at(1) / per })),
    actionLists: aggregate.counters
      .filter(({ name }) => name.startsWith(ACTION_LISTS))
      .map(({ name, value }) => ({ ...actionLine(name), uses: Number(value) / per }))
      .sort((left, right) => (left.list === right.list ? left.line - right.line : left.list < right.list ? -1 : 1)),
    timeline: timelineOf(aggregate),
  };
};

export type ReportDetails = ReturnType<typeof reportDetails>;

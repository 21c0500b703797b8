import type { ReportDetails } from '@wowlab/protocol';
import { formatCount, formatNumber, formatPercent, formatSeconds, formatWhole } from './format.ts';

export interface TableColumn {
  readonly heading: string;
  /** Numbers stand to the right. */
  readonly right: boolean;
}

/** A section of a report as text: the same in the terminal, in the portal and in the page that stands alone. */
export interface DetailTable {
  readonly id: 'hits' | 'uptimes' | 'resources' | 'spending' | 'abilities' | 'procs' | 'action-lists';
  readonly title: string;
  readonly hint: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

const text = (heading: string): TableColumn => ({ heading, right: false });
const number = (heading: string): TableColumn => ({ heading, right: true });

const shareOf = (part: number, whole: number): string => (whole === 0 ? '–' : formatPercent(part / whole));

type Source = ReportDetails['sources'][number];

const landedOf = ({ hits, crits, glances, ticks, critTicks }: Source): number =>
  hits + crits + glances + ticks + critTicks;

const hits = ({ sources }: ReportDetails): DetailTable => ({
  id: 'hits',
  title: 'Hits',
  hint: 'Counts are means of one fight.',
  columns: [
    text('source'),
    text('by'),
    ...['uses', 'hits', 'ticks', 'crit', 'glance', 'avoided', 'least', 'most'].map(number),
  ],
  rows: sources
    .toSorted((left, right) => landedOf(right) - landedOf(left) || (left.name < right.name ? -1 : 1))
    .map((source) => {
      const { executes, crits, glances, ticks, critTicks, misses, dodges, parries } = source;
      const landed = landedOf(source);
      const avoided = misses + dodges + parries;
      return [
        source.name,
        source.actor,
        formatCount(executes),
        formatCount(source.hits + crits + glances),
        formatCount(ticks + critTicks),
        shareOf(crits + critTicks, landed),
        shareOf(glances, landed),
        shareOf(avoided, landed + avoided),
        formatWhole(source.minHit),
        formatWhole(source.maxHit),
      ];
    }),
});

const uptimes = ({ auras }: ReportDetails): DetailTable => ({
  id: 'uptimes',
  title: 'Buffs and debuffs',
  hint: 'Up as a part of all time; stacks while up; the rest of one fight.',
  columns: [text('name'), text('on'), ...['up', 'stacks', 'applied', 'of these renewed'].map(number)],
  rows: auras
    .toSorted((left, right) => right.uptime - left.uptime || (left.name < right.name ? -1 : 1))
    .map(({ name, actor, uptime, meanStacks, applications, refreshes }) => [
      name,
      actor,
      formatPercent(uptime),
      formatNumber(meanStacks, 2),
      formatCount(applications),
      formatCount(refreshes),
    ]),
});

const resources = (details: ReportDetails): DetailTable => ({
  id: 'resources',
  title: 'Resources gained',
  hint: 'Points of one fight; wasted is what did not fit.',
  columns: [text('resource'), text('from'), ...['times', 'points', 'wasted', 'wasted share'].map(number)],
  rows: details.resources.flatMap(({ actor, name, gains }) =>
    gains
      .filter(({ amount, wasted }) => amount + wasted > 0)
      .toSorted((left, right) => right.amount - left.amount)
      .map((gain) => [
        `${actor} ${name}`,
        gain.name,
        // Regeneration is no event.
        gain.count === 0 ? '–' : formatCount(gain.count),
        formatNumber(gain.amount, 1),
        formatNumber(gain.wasted, 1),
        shareOf(gain.wasted, gain.amount + gain.wasted),
      ]),
  ),
});

const spending = (details: ReportDetails): DetailTable => ({
  id: 'spending',
  title: 'Resources spent',
  hint: 'Points of one fight.',
  columns: [text('resource'), text('on'), ...['times', 'points', 'each'].map(number)],
  rows: details.resources.flatMap(({ actor, name, spends }) =>
    spends
      .filter(({ amount }) => amount > 0)
      .toSorted((left, right) => right.amount - left.amount)
      .map((spend) => [
        `${actor} ${name}`,
        spend.name,
        formatCount(spend.count),
        formatNumber(spend.amount, 1),
        spend.count === 0 ? '–' : formatNumber(spend.amount / spend.count, 1),
      ]),
  ),
});

const abilities = (details: ReportDetails): DetailTable => ({
  id: 'abilities',
  title: 'Abilities used',
  hint: 'Unused is how long the cooldown was over, with all charges there, before the next use or the end.',
  columns: [text('ability'), text('by'), ...['uses', 'unused', 'unused share'].map(number)],
  rows: details.abilities
    .toSorted((left, right) => right.uses - left.uses || (left.name < right.name ? -1 : 1))
    .map(({ name, actor, uses, idleMs }) => [
      name,
      actor,
      formatCount(uses),
      idleMs === 0 ? '–' : formatSeconds(idleMs),
      idleMs === 0 ? '–' : shareOf(idleMs, details.fightLength.meanMs),
    ]),
});

const procs = (details: ReportDetails): DetailTable => ({
  id: 'procs',
  title: 'Procs',
  hint: 'How often chance had it happen in one fight, and after how long on average.',
  columns: [text('proc'), text('of'), number('times'), number('every')],
  rows: details.procs.map(({ actor, name, count }) => [
    name,
    actor,
    formatCount(count),
    count === 0 ? '–' : formatSeconds(details.fightLength.meanMs / count),
  ]),
});

const actionLists = (details: ReportDetails): DetailTable => ({
  id: 'action-lists',
  title: 'Action lists',
  hint: 'How often each line was used in one fight; lines that never were are left out.',
  columns: [text('list'), number('line'), text('action'), number('uses')],
  rows: details.actionLists.map(({ list, line, action, uses }) => [list, String(line), action, formatCount(uses)]),
});

/** The sections of an arm's details, those with anything in them. */
export const detailTables = (details: ReportDetails): readonly DetailTable[] =>
  [hits, uptimes, resources, spending, abilities, procs, actionLists]
    .map((make) => make(details))
    .filter(({ rows }) => rows.length > 0);

import type { ReportDetails } from '@wowlab/protocol';
import { listOf, number, oneOf, orNull, record, text, type Read } from './shape.ts';

/** Why an arm's DPS is what it is. */
export const readDetails: Read<ReportDetails> = record({
  fightLength: record({
    meanMs: number,
    histogram: orNull(record({ fromMs: number, widthMs: number, counts: listOf(number) })),
  }),
  sources: listOf(
    record({
      name: text,
      actor: text,
      executes: number,
      hits: number,
      crits: number,
      glances: number,
      ticks: number,
      critTicks: number,
      applications: number,
      misses: number,
      dodges: number,
      parries: number,
      minHit: number,
      maxHit: number,
      critShare: number,
    }),
  ),
  auras: listOf(
    record({
      kind: oneOf('buff', 'debuff'),
      actor: text,
      name: text,
      uptime: number,
      meanStacks: number,
      applications: number,
      refreshes: number,
    }),
  ),
  procs: listOf(record({ actor: text, name: text, count: number })),
  resources: listOf(
    record({
      actor: text,
      name: text,
      start: number,
      end: number,
      gains: listOf(record({ name: text, count: number, amount: number, wasted: number })),
      spends: listOf(record({ name: text, count: number, amount: number })),
    }),
  ),
  abilities: listOf(record({ actor: text, name: text, uses: number, idleMs: number })),
  actionLists: listOf(record({ list: text, line: number, action: text, uses: number })),
  timeline: record({ widthMs: number, dps: listOf(number) }),
});

import type { Report, ReportDetails } from '@wowlab/protocol';

const source = {
  hits: 0,
  crits: 0,
  glances: 0,
  ticks: 0,
  critTicks: 0,
  applications: 0,
  misses: 0,
  dodges: 0,
  parries: 0,
};

export const details: ReportDetails = {
  fightLength: { meanMs: 300_000, histogram: null },
  sources: [
    {
      ...source,
      name: 'cobra_shot',
      actor: 'player',
      executes: 80,
      hits: 60,
      crits: 20,
      minHit: 9,
      maxHit: 40,
      critShare: 0.4,
    },
    { ...source, name: 'bite', actor: 'pet', executes: 90, hits: 80, misses: 10, minHit: 5, maxHit: 6, critShare: 0 },
    {
      ...source,
      name: 'sting',
      actor: 'player',
      executes: 1,
      ticks: 75,
      critTicks: 25,
      minHit: 1,
      maxHit: 2,
      critShare: 0.5,
    },
  ],
  auras: [
    { kind: 'buff', actor: 'player', name: 'frenzy', uptime: 0.5, meanStacks: 2.5, applications: 9, refreshes: 4 },
    { kind: 'debuff', actor: 'target', name: 'sting', uptime: 1, meanStacks: 1, applications: 1, refreshes: 0 },
  ],
  procs: [{ actor: 'player', name: 'lucky', count: 6 }],
  resources: [
    {
      actor: 'player',
      name: 'focus',
      start: 100,
      end: 20,
      gains: [
        { name: 'cobra_shot', count: 80, amount: 1100, wasted: 20 },
        { name: 'other', count: 0, amount: 0, wasted: 0 },
      ],
      spends: [{ name: 'shot', count: 40, amount: 1180 }],
    },
  ],
  abilities: [{ actor: 'player', name: 'cobra_shot', uses: 80, idleMs: 15_000 }],
  actionLists: [{ list: 'default', line: 2, action: 'cobra_shot', uses: 80 }],
  timeline: { widthMs: 1000, dps: [10, 30, 20] },
};

export const reportOf = (name: string): Report => ({
  job: { id: null, state: 'done', version: 1 },
  engine: { build: 'e'.repeat(64) },
  seed: 7,
  arms: [
    {
      name,
      config: 'c'.repeat(64),
      iterations: 100,
      digest: 'd'.repeat(64),
      dps: {
        mean: 1234.5,
        stdDev: 10,
        stdError: 1,
        min: 1200,
        max: 1300,
        p05: 1210,
        p25: 1220,
        p50: 1234,
        p75: 1240,
        p95: 1290,
      },
      sources: [
        { name: 'cobra_shot', dps: 1000, share: 0.81, count: 80, meanHit: 20 },
        { name: 'bite', dps: 234.5, share: 0.19, count: 80, meanHit: 5.5 },
      ],
      histogram: { from: 1200, width: 50, counts: [60, 40] },
      notModelled: [name],
      details,
    },
  ],
  timing: { wallMs: 1000, computeMs: 1900 },
});

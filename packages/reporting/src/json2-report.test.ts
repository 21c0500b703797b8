import { expect, it } from 'vitest';
import { json2Report } from './json2-report.ts';
import { reportOf } from './test-report.test-support.ts';

const options = { version: '1.2.3', players: null, fight: null };

const playerOf = (report = reportOf('Thrall')) => {
  const [player] = json2Report(report, options).sim.players;
  if (player === undefined) throw new Error('no player');
  return player;
};

it('puts DPS, buffs, gains and procs where tools for simc look for them', () => {
  const player = playerOf();
  expect(player.collected_data.dps).toMatchObject({
    mean: 1234.5,
    count: 100,
    std_dev: 10,
    mean_std_dev: 1,
    median: 1234,
  });
  expect(player).toMatchObject({
    name: 'Thrall',
    buffs: [{ name: 'frenzy', start_count: 5, refresh_count: 4, uptime: 50 }],
    procs: [{ name: 'lucky', count: 6, interval: 50 }],
    gains: [{ name: 'cobra_shot', focus: { actual: 1100, overflow: 20, count: 80 } }],
    collected_data: {
      fight_length: { mean: 300 },
      timeline_dmg: { data: [10, 30, 20] },
      resource_lost: { focus: { mean: 1180 } },
      resource_overflowed: { focus: { mean: 20 } },
      combat_end_resource: { focus: { mean: 20 } },
    },
  });
});

it('keeps the player’s actions apart from those of each pet, with results by outcome', () => {
  const player = playerOf();
  expect(player).toMatchObject({
    stats: [
      {
        name: 'cobra_shot',
        num_executes: { mean: 80 },
        portion_aps: { mean: 1000 },
        portion_amount: 0.81,
        compound_amount: 300_000,
        direct_results: { hit: { count: { mean: 60 }, pct: 75 }, crit: { count: { mean: 20 }, pct: 25 } },
      },
      { name: 'sting', num_ticks: { mean: 100 }, tick_results: { crit: { pct: 25 } } },
    ],
    stats_pets: { pet: [{ name: 'bite', direct_results: { miss: { count: { mean: 10 } } } }] },
  });
});

it('has the further arms as profile sets', () => {
  const report = reportOf('Base');
  const [arm] = report.arms;
  if (arm === undefined) throw new Error('no arm');
  const { sim } = json2Report({ ...report, arms: [arm, { ...arm, name: 'Other' }] }, options);
  expect(sim.players).toHaveLength(1);
  expect(sim.profilesets).toMatchObject({ metric: 'dps', results: [{ name: 'Other', mean: 1234.5, iterations: 100 }] });
});

it('says of the character and the fight what the profile says, and nothing where there is none', () => {
  const player = { race: 'orc', level: 90, role: null, specialization: 'beast_mastery', talents: '312111' };
  const fight = { maxTimeS: 300, varyCombatLength: 0.2, desiredTargets: 1, targetErrorPct: 0 };
  const { sim, version } = json2Report(reportOf('Thrall'), { version: '1.2.3', players: [player], fight });
  expect(version).toBe('1.2.3');
  expect(sim.players[0]).toMatchObject(player);
  expect(sim.options).toMatchObject({ iterations: 100, seed: 7, max_time: 300, vary_combat_length: 0.2 });
  expect(json2Report(reportOf('Thrall'), options).sim.options).toEqual({ iterations: 100, seed: 7 });
});

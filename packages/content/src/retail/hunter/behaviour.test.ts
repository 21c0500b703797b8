import { type Aggregate } from '@wowlab/statistics';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../config-error.ts';
import { meanHit, prepareTestArm, runTestArm, sourceOf, type TestArm } from './test-arm.ts';

const FIGHT_S = 300;
const bm = (arm: Omit<TestArm, 'spec'>, iterations = 20): Aggregate =>
  runTestArm({ ...arm, spec: 'beast_mastery' }, iterations);
const mm = (arm: Omit<TestArm, 'spec'>, iterations = 20): Aggregate =>
  runTestArm({ ...arm, spec: 'marksmanship' }, iterations);

/** Uses of an ability per fight. */
const uses = (aggregate: Aggregate, ability: string): number => {
  const prefixes = ['use.player.', 'cooldown.player.'];
  const tally = aggregate.tallies.find(({ name }) => prefixes.some((prefix) => name === prefix + ability));
  return Number(tally?.sums[0] ?? 0) / aggregate.iterations;
};

/** Rating that makes haste 20 %: no diminishing yet. */
const HASTE_20 = 44 * 20;

describe('cooldowns and charges', () => {
  it.each([
    [0, 7.5],
    [HASTE_20, 7.5 / 1.2],
  ])('Kill Command at haste rating %d comes back every %d s', (haste, everyS) => {
    const used = uses(bm({ actions: ['kill_command'], stats: { total_haste_rating: haste } }), 'kill_command');
    expect(Math.abs(used - (FIGHT_S / everyS + 1))).toBeLessThan(1.5);
  });

  it.each([
    [0, 18],
    [HASTE_20, 15],
  ])('Barbed Shot at haste rating %d has two charges and one more every %d s', (haste, everyS) => {
    const used = uses(bm({ actions: ['barbed_shot'], stats: { total_haste_rating: haste } }), 'barbed_shot');
    expect(Math.abs(used - (2 + FIGHT_S / everyS))).toBeLessThan(1.1);
  });

  it('Alpha Predator adds a charge of Kill Command, not a faster recovery', () => {
    const one = uses(bm({ actions: ['kill_command'] }), 'kill_command');
    const two = uses(bm({ actions: ['kill_command'], talents: 'alpha_predator:1' }), 'kill_command');
    expect(two - one).toBeGreaterThan(0.4);
    expect(two - one).toBeLessThan(1.6);
  });

  it('The Beast Within takes a minute off Bestial Wrath', () => {
    expect(uses(bm({ actions: ['bestial_wrath'] }), 'bestial_wrath')).toBe(4);
    const sooner = uses(bm({ actions: ['bestial_wrath'], talents: 'the_beast_within:1' }), 'bestial_wrath');
    // Every 30 s; the last one falls on the end of the fight.
    expect(Math.abs(sooner - 10.5)).toBeLessThanOrEqual(0.5);
  });

  it('Scent of Blood gives a charge of Barbed Shot with each Bestial Wrath', () => {
    const actions = ['barbed_shot', 'bestial_wrath'];
    const without = uses(bm({ actions }), 'barbed_shot');
    expect(uses(bm({ actions, talents: 'scent_of_blood:1' }), 'barbed_shot') - without).toBeCloseTo(4, 0);
  });

  it('Cobra Shot brings Kill Command back a second sooner', () => {
    const alone = uses(bm({ actions: ['kill_command'] }), 'kill_command');
    const both = bm({ actions: ['kill_command', 'cobra_shot,if=focus>=65&cooldown.kill_command.remains>2.6'] });
    const saved = (uses(both, 'kill_command') - alone) * 7.5;
    expect(uses(both, 'cobra_shot')).toBeGreaterThan(5);
    // Whole uses of Kill Command are counted.
    expect(saved / uses(both, 'cobra_shot')).toBeGreaterThan(0.4);
    expect(saved / uses(both, 'cobra_shot')).toBeLessThan(1.6);
  });

  it('Trueshot and Steady Shot bring Aimed Shot back sooner', () => {
    const alone = uses(mm({ actions: ['aimed_shot'] }), 'aimed_shot');
    expect(Math.abs(alone - (1 + FIGHT_S / 12))).toBeLessThan(2.5);
    const trueshot = uses(mm({ actions: ['trueshot', 'aimed_shot'], talents: 'trueshot:1' }), 'aimed_shot');
    // Three times 15 s at 40 % more.
    expect(trueshot - alone).toBeGreaterThan(0.5);
    expect(uses(mm({ actions: ['aimed_shot', 'steady_shot'] }), 'aimed_shot') - alone).toBeGreaterThan(8);
  });
});

describe('focus', () => {
  it('regenerates 5 a second, faster with haste', () => {
    const slow = uses(mm({ actions: ['multishot'] }), 'multishot');
    expect(Math.abs(slow - (100 + 5 * FIGHT_S) / 30)).toBeLessThan(1.5);
    const fast = uses(mm({ actions: ['multishot'], stats: { total_haste_rating: HASTE_20 } }), 'multishot');
    expect(Math.abs(fast - (100 + 6 * FIGHT_S) / 30)).toBeLessThan(1.5);
  });

  it('comes back with each Barbed Shot: 20 over 8 s', () => {
    const barbed = bm({ actions: ['barbed_shot', 'cobra_shot'] });
    const spent = 35 * uses(barbed, 'cobra_shot');
    const expected = 100 + 5 * FIGHT_S + 20 * uses(barbed, 'barbed_shot');
    expect(spent).toBeLessThanOrEqual(expected);
    expect(spent).toBeGreaterThan(expected - 120);
  });

  it('is spared by Precise Shots: 60 % of the cost of Arcane Shot', () => {
    const precise = mm({ actions: ['arcane_shot,if=buff.precise_shots.up', 'aimed_shot'] });
    const spend = precise.tallies.find(({ name }) => name === 'spend.player.focus.arcane_shot');
    expect(Number(spend?.sums[1]) / Number(spend?.sums[0])).toBeCloseTo(16_000, 6);
  });
});

describe('stats', () => {
  it('scale the damage of each ability by their share', () => {
    const hit = (stats: TestArm['stats']): number =>
      meanHit(sourceOf(bm({ actions: ['cobra_shot'], ...(stats === undefined ? {} : { stats }) }), 'cobra_shot'));
    const before = hit({ total_mastery_rating: 0, total_versatility_rating: 0 });
    expect(hit({ total_mastery_rating: 920, total_versatility_rating: 0 }) / before).toBeCloseTo(1.28 / 1.08, 3);
    expect(hit({ total_mastery_rating: 0, total_versatility_rating: 540 }) / before).toBeCloseTo(1.1, 3);
    // 40 % by rating are worth 39.
    expect(hit({ total_mastery_rating: 0, total_versatility_rating: 2160 }) / before).toBeCloseTo(1.39, 3);
  });

  it('make critical hits as frequent as they say and twice as strong', () => {
    const source = sourceOf(bm({ actions: ['cobra_shot'], stats: { total_crit_rating: 1150 } }, 100), 'cobra_shot');
    expect(source.crits / (source.hits + source.crits)).toBeCloseTo(0.3, 1);
    expect(Number(source.critDamage) / source.crits / meanHit(source)).toBeCloseTo(2, 3);
    const strong = sourceOf(bm({ actions: ['cobra_shot'], talents: 'serpentine_strikes:1' }, 40), 'cobra_shot');
    expect(Number(strong.critDamage) / strong.crits / meanHit(strong)).toBeCloseTo(2.5, 3);
  });

  it('make critical hits stronger and more frequent during Trueshot', () => {
    const plan = { actions: ['trueshot', 'multishot,if=buff.trueshot.up'], talents: 'trueshot:1' };
    const source = sourceOf(mm(plan, 200), 'multishot');
    expect(source.crits / (source.hits + source.crits)).toBeCloseTo(0.25, 1);
    expect(Number(source.critDamage) / source.crits / meanHit(source)).toBeCloseTo(2.2, 3);
  });
});

describe('what abilities set off', () => {
  it('a bleed of Barbed Shot renewed early deals all of what was unspent', () => {
    const aggregate = bm({ actions: ['barbed_shot'], stats: { total_haste_rating: HASTE_20 } }, 50);
    const { hits, ticks, critTicks, damage, critDamage } = sourceOf(aggregate, 'barbed_shot');
    expect(hits).toBe(0);
    const perCast = (Number(damage) - Number(critDamage) / 2) / aggregate.iterations / uses(aggregate, 'barbed_shot');
    const whole = 0.779 * 3200 * 1.01 * 1.18 * 1.1 * 7;
    expect(ticks + critTicks).toBeGreaterThan(0);
    // What the last ones had left when the fight ended is missing.
    expect(perCast / whole).toBeGreaterThan(0.93);
    expect(perCast / whole).toBeLessThanOrEqual(1.001);
  });

  it('Rapid Fire shoots 7 times, and 12 times after Double Tap', () => {
    const plain = mm({ actions: ['rapid_fire'] });
    expect(sourceOf(plain, 'rapid_fire').executes / plain.iterations / uses(plain, 'rapid_fire')).toBeCloseTo(7, 1);
    const doubled = mm({
      actions: ['volley', 'rapid_fire,if=buff.double_tap.up'],
      talents: 'volley:1/double_tap:1',
    });
    expect(sourceOf(doubled, 'rapid_fire').executes / doubled.iterations / uses(doubled, 'rapid_fire')).toBeCloseTo(
      12,
      1,
    );
  });

  it('Master Marksman bleeds a tenth of critical shots', () => {
    const aggregate = mm({ actions: ['multishot'], talents: 'master_marksman:1' }, 50);
    const share =
      Number(sourceOf(aggregate, 'master_marksman').damage) / Number(sourceOf(aggregate, 'multishot').critDamage);
    expect(share).toBeGreaterThan(0.095);
    expect(share).toBeLessThan(0.1005);
  });

  it('Black Arrow needs an enemy of little or much health, or Deathblow', () => {
    const plain = uses(mm({ actions: ['black_arrow'], hero: 'black_arrow:1' }), 'black_arrow');
    // The first and last 60 s of the fight, one every 10 s.
    expect(Math.abs(plain - 13)).toBeLessThan(1.5);
    const ebon = uses(mm({ actions: ['black_arrow'], hero: 'black_arrow:1/ebon_bowstring:1' }), 'black_arrow');
    expect(ebon).toBeGreaterThan(plain + 0.5);
  });

  it('Lock and Load comes from a tenth of automatic shots and makes Aimed Shot instant and free', () => {
    const aggregate = mm({ actions: ['aimed_shot,if=buff.lock_and_load.up'], talents: 'lock_and_load:1' }, 50);
    const shots = sourceOf(aggregate, 'auto_shot').executes / aggregate.iterations;
    expect(uses(aggregate, 'aimed_shot') / shots).toBeGreaterThan(0.085);
    expect(uses(aggregate, 'aimed_shot') / shots).toBeLessThan(0.105);
    const spend = aggregate.tallies.find(({ name }) => name === 'spend.player.focus.aimed_shot');
    expect(Number(spend?.sums[1] ?? 0)).toBe(0);
  });

  it('a beast answers every 30 s: wyvern, boar and bear in turns', () => {
    const aggregate = bm({ actions: ['kill_command'], hero: 'howl_of_the_pack_leader:1' });
    const boars = sourceOf(aggregate, 'boar_charge').executes / aggregate.iterations;
    expect(boars).toBeGreaterThanOrEqual(2);
    expect(boars).toBeLessThanOrEqual(3);
  });
});

describe('a config', () => {
  it('without agility or weapon is refused with a remedy', () => {
    const plan: TestArm = { spec: 'beast_mastery', actions: ['cobra_shot'] };
    expect(() => prepareTestArm({ ...plan, lines: ['main_hand=sword,weapon=sword_2.0speed_1min_2max'] })).toThrow(
      ConfigError,
    );
  });

  it('with a talent string of another specialisation is refused', () => {
    const lines = [
      'talents=C4PAAAAAAAAAAAAAAAAAAAAAAYzsMwAGwMsFYWAAAAAAAAAmxMmhZMzMmBjpZMzM22YMzyMzMzMzyYmlBDAAwYmZmZmZAyGMAbMDA',
    ];
    expect(() => prepareTestArm({ spec: 'beast_mastery', actions: ['cobra_shot'], lines })).toThrow(
      /string is of marksmanship/,
    );
    const { notModelled } = prepareTestArm({ spec: 'marksmanship', actions: ['steady_shot'], lines });
    expect(notModelled.some((what) => what.startsWith('talents: choices of the export string'))).toBe(true);
  });

  it('lists talents that are not modelled, and those of which a part is left out', () => {
    const { notModelled } = prepareTestArm({
      spec: 'beast_mastery',
      talents: 'laceration:1/pack_tactics:1/kill_command:1',
      actions: ['cobra_shot'],
    });
    expect(notModelled).toEqual(['talent: laceration', 'talent: pack_tactics: focus of each Barbed Shot']);
  });
});

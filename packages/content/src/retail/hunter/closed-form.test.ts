import { describe, expect, it } from 'vitest';
import { meanHit, runTestArm, sourceOf, type TestArm } from './test-arm.ts';

/** Attack power of the hunter, of which the weapon's part is 200 damage per second × 6. */
const POWER = 3200;
const WITHOUT_WEAPON = 2000;
const PET_POWER = 0.6 * POWER;
const VERSATILITY = 1.1;
const ARMOR = 0.7;
const BM_AURA = 1.01;
/** 18 points of mastery. */
const BM_SHOTS = 1 + 18 * 0.01;
const BM_PETS = 1 + 18 * 0.019;
const MM = 1 + 18 * 0.014;
const bmShot = BM_AURA * BM_SHOTS * VERSATILITY;
const pet = BM_AURA * BM_PETS * VERSATILITY;
/** What the hunter's guardians deal more. */
const guardian = pet * 1.15;
const mmShot = MM * VERSATILITY;

interface Row {
  readonly source: string;
  readonly arm: Omit<TestArm, 'spec'>;
  /** From the published coefficient, written down anew here. */
  readonly expected: number;
  /** Weakest hit instead of the mean one, where effects of its own make others stronger. */
  readonly measure?: 'weakest';
}

const beastMastery: readonly Row[] = [
  {
    source: 'auto_shot',
    arm: { actions: ['auto_shot'] },
    expected: (600 + (WITHOUT_WEAPON * 3) / 6) * VERSATILITY * ARMOR,
  },
  {
    source: 'bleak_arrows',
    arm: { hero: 'bleak_arrows:1', actions: ['auto_shot'] },
    expected: (600 + (WITHOUT_WEAPON * 3) / 6) * VERSATILITY * 2,
  },
  { source: 'pet_melee', arm: { actions: ['auto_shot'] }, expected: ((PET_POWER * 2) / 6) * pet * ARMOR },
  { source: 'pet_claw', arm: { actions: ['auto_shot'] }, expected: 0.75 * PET_POWER * pet * ARMOR, measure: 'weakest' },
  { source: 'barbed_shot', arm: { actions: ['barbed_shot,line_cd=15'] }, expected: 0.779 * POWER * bmShot },
  { source: 'kill_command', arm: { actions: ['kill_command'] }, expected: 2.06 * PET_POWER * pet * ARMOR },
  {
    source: 'kill_command',
    arm: { talents: 'alpha_predator:1', actions: ['kill_command'] },
    expected: 2.06 * 1.15 * PET_POWER * pet * ARMOR,
  },
  { source: 'cobra_shot', arm: { actions: ['cobra_shot'] }, expected: 3.13 * POWER * bmShot * ARMOR },
  {
    source: 'cobra_shot_snakeskin_quiver',
    arm: { talents: 'snakeskin_quiver:1', actions: ['auto_shot'] },
    expected: 3.13 * POWER * bmShot * ARMOR,
  },
  { source: 'bestial_wrath', arm: { actions: ['bestial_wrath'] }, expected: 8 * PET_POWER * pet * 1.2 * ARMOR },
  {
    source: 'stomp',
    arm: { talents: 'stomp:1', actions: ['barbed_shot'] },
    expected: 1.44 * PET_POWER * pet * ARMOR,
  },
  {
    source: 'wild_thrash',
    arm: { talents: 'wild_thrash:1', actions: ['wild_thrash'] },
    expected: 1.91 * PET_POWER * pet * ARMOR,
  },
  {
    source: 'bloodshed',
    arm: { talents: 'bloodshed:1', actions: ['bestial_wrath'] },
    // Longer than nothing but Bestial Wrath, so under it from the first tick to the last.
    expected: 1.2 * PET_POWER * pet * 1.2,
  },
  {
    source: 'dire_beast',
    arm: { talents: 'dire_beast:1', actions: ['barbed_shot'] },
    expected: ((POWER * 2) / 6) * guardian * ARMOR,
  },
  {
    source: 'black_arrow',
    arm: { hero: 'black_arrow:1', actions: ['black_arrow'] },
    expected: 3.484 * POWER * bmShot * 1.5,
  },
  {
    source: 'black_arrow_dot',
    arm: { hero: 'black_arrow:1', actions: ['black_arrow'] },
    expected: 0.5 * POWER * BM_SHOTS * VERSATILITY,
  },
  {
    source: 'black_arrow_withering_fire',
    arm: { hero: 'black_arrow:1/withering_fire:1', actions: ['bestial_wrath', 'black_arrow'] },
    expected: 1.742 * POWER * bmShot * 1.5 * 1.2,
  },
  {
    source: 'boar_charge',
    arm: { hero: 'howl_of_the_pack_leader:1', actions: ['kill_command'] },
    expected: 12 * POWER * pet * ARMOR,
  },
  {
    source: 'boar_charge_cleave',
    arm: { hero: 'howl_of_the_pack_leader:1', actions: ['kill_command'] },
    expected: 14.4 * POWER * pet * ARMOR,
  },
  {
    source: 'bear_melee',
    arm: { hero: 'howl_of_the_pack_leader:1', actions: ['kill_command'] },
    expected: ((PET_POWER * 1.5) / 6) * 7 * guardian * 0.8 * ARMOR,
  },
  {
    source: 'rend_flesh',
    arm: { hero: 'howl_of_the_pack_leader:1', actions: ['kill_command'] },
    expected: 0.4 * PET_POWER * guardian * 0.8 * BM_AURA,
  },
];

const marksmanship: readonly Row[] = [
  {
    source: 'auto_shot',
    arm: { actions: ['auto_shot'] },
    expected: (600 + (WITHOUT_WEAPON * 3) / 6) * VERSATILITY * ARMOR,
  },
  { source: 'rapid_fire', arm: { actions: ['rapid_fire'] }, expected: 0.726 * POWER * mmShot * ARMOR },
  { source: 'arcane_shot', arm: { actions: ['arcane_shot'] }, expected: 2.723 * POWER * mmShot },
  { source: 'multishot', arm: { actions: ['multishot'] }, expected: 1.816 * POWER * mmShot * ARMOR },
  {
    source: 'arcane_shot',
    arm: { actions: ['arcane_shot,if=buff.precise_shots.up', 'aimed_shot'] },
    expected: 2.723 * POWER * mmShot * 1.5,
  },
  { source: 'steady_shot', arm: { actions: ['steady_shot'] }, expected: 3.2 * POWER * mmShot * ARMOR },
  {
    source: 'kill_shot',
    arm: { talents: 'kill_shot:1', actions: ['kill_shot'] },
    expected: 7 * POWER * mmShot * ARMOR,
  },
  {
    source: 'explosive_shot',
    arm: { talents: 'explosive_shot:1', actions: ['explosive_shot'] },
    expected: 5.82 * POWER * mmShot,
  },
  { source: 'volley', arm: { talents: 'volley:1', actions: ['volley'] }, expected: 1.4 * POWER * mmShot * ARMOR },
  {
    source: 'black_arrow',
    arm: { hero: 'black_arrow:1', actions: ['black_arrow'] },
    expected: 3.484 * POWER * mmShot * 2,
  },
  {
    source: 'black_arrow_dot',
    arm: { hero: 'black_arrow:1', actions: ['black_arrow'] },
    expected: 0.5 * POWER * mmShot * 1.5,
  },
];

const measuredOf = (spec: TestArm['spec'], { source, arm, measure }: Row): number => {
  const found = sourceOf(runTestArm({ ...arm, spec }, 40), source);
  return measure === 'weakest' ? found.minHit : meanHit(found);
};

describe('a hit that is not critical is within 0.5 % of its closed form', () => {
  it.each(beastMastery)('for $source of beast mastery, $expected', (row) => {
    expect(Math.abs(measuredOf('beast_mastery', row) / row.expected - 1)).toBeLessThan(0.005);
  });

  it.each(marksmanship)('for $source of marksmanship, $expected', (row) => {
    expect(Math.abs(measuredOf('marksmanship', row) / row.expected - 1)).toBeLessThan(0.005);
  });
});

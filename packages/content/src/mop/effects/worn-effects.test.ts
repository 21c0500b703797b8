import { type ArmConfig, parseJobInput } from '@wowlab/simc';
import { describe, expect, it } from 'vitest';
import { itemPoints } from './item-points.ts';
import { amountOf, readWornEffects, type WornEffect } from './worn-effects.ts';
import { writtenEffect } from './written-effect.ts';

const configWith = (lines: readonly string[]): ArmConfig => {
  const text = ['ruleset=mop', 'hunter="A"', 'spec=beast_mastery', 'level=90', ...lines].join('\n');
  const parsed = parseJobInput(text);
  if (parsed.kind !== 'ok') throw new Error(JSON.stringify(parsed.problems));
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error('no arm');
  return arm.config;
};

const worn = (...lines: readonly string[]): { readonly effects: readonly WornEffect[]; readonly left: string[] } => {
  const notModelled = new Set<string>();
  return { effects: readWornEffects(configWith(lines), notModelled), left: [...notModelled] };
};

const amounts = (effects: readonly WornEffect[]): readonly number[] =>
  effects.flatMap(({ effect, points }) => ('amount' in effect ? [amountOf(effect.amount, points)] : []));

describe('effects of worn items', () => {
  // Figures of the game: wowsims/mop assets/database/db.json, `scalingOptions` of the items, base and both upgrades.
  it.each([
    ['trinket1=bad_juju', 7333],
    ['trinket1=x,id=94523,upgrade=1', 7613],
    ['trinket1=x,id=94523,upgrade=2', 7903],
    ['trinket1=talisman_of_bloodlust,ilevel=530', 1657],
    ['trinket1=gaze_of_the_twins', 2868],
    ['trinket1=vicious_talisman_of_the_shadopan_assault', 8800],
    ['trinket1=bottle_of_infinite_stars,id=87057', 3653],
    ['trinket1=terror_in_the_mists,id=86332', 6908],
    ['trinket1=relic_of_xuen', 3027],
  ])('%s grants %i', (line, amount) => {
    const { effects, left } = worn(line);
    expect(amounts(effects)).toEqual([amount]);
    expect(left).toEqual([]);
  });

  it('lists what is not known by slot and name', () => {
    const { effects, left } = worn(
      'trinket1=never_heard_of',
      'back=cloak,enchant=nothing',
      'hands=gloves,enchant_id=1',
    );
    expect(effects).toEqual([]);
    expect(left).toEqual(['enchant: back=nothing', 'enchant: hands, id 1', 'item: trinket1=never_heard_of']);
  });

  it('lists a known item at a level without points', () => {
    expect(worn('trinket1=bad_juju,ilevel=200').left).toEqual(['item: trinket1=bad_juju at item level 200']);
    expect(itemPoints(439)).toBeNull();
    expect(itemPoints(522)).toBe(2963);
  });

  it('finds scopes, tinkers and meta gems', () => {
    const { effects } = worn(
      'main_hand=gun,enchant_id=4699',
      'hands=gloves,addon=synapse_springs',
      'head=helm,gem_id=76884',
    );
    expect(effects.map(({ item }) => item).sort((a, b) => (a < b ? -1 : 1))).toEqual([
      'agile_primal_diamond',
      'lord_blastingtons_scope_of_doom',
      'synapse_springs',
    ]);
  });
});

describe('an effect written on a gear line', () => {
  it('is read with stat, duration, cooldown and chance', () => {
    expect(writtenEffect('use', '3595haste_15dur_60cd', 'figurine')).toMatchObject({
      kind: 'use',
      stat: 'hasteRating',
      amount: { fixed: 3595 },
      durationMs: 15_000,
      cooldownMs: 60_000,
    });
    expect(writtenEffect('equip', 'OnAttackHit_3653agi_1.1rppm_10dur', 'doll')).toMatchObject({
      kind: 'stats',
      stat: 'agility',
      trigger: { chance: { kind: 'realPpm', perMinute: 1.1 }, internalCooldownMs: 0 },
    });
  });

  it.each([
    '',
    '3595haste',
    '15dur_60cd',
    '3595haste_15dur',
    '3595luck_15dur_60cd',
    '1agi_1crit_1dur_1cd',
    '5haste_0dur_1cd',
  ])('is refused when it says too little or too much: "%s"', (text) => {
    expect(writtenEffect('use', text, 'x')).toBeNull();
  });
});

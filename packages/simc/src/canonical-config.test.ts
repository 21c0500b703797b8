import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmConfig } from './arm-config.ts';
import { canonicalConfig } from './canonical-config.ts';
import { parseJobInput } from './parse-job-input.ts';

const configOf = (text: string): ArmConfig => {
  const parsed = parseJobInput(text);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  const [arm] = parsed.input.arms;
  if (arm === undefined) throw new Error('no arm');
  return arm.config;
};

const lines = [
  'ruleset=mop',
  'max_time=120',
  'hunter="A"',
  'spec=survival',
  'race=orc',
  'talents=111111',
  'gear_agility=100',
  'gear_crit_rating=5',
  'glyphs=marking/aspects',
  'head=helm,id=5,bonus_id=2/1',
  'neck=,id=6',
  'set_bonus=tier14_4pc=1',
  'set_bonus=tier14_2pc=1',
];

describe('the canonical text of a config', () => {
  it('has sorted keys and no white space', () => {
    const text = canonicalConfig(configOf(lines.join('\n')));
    const keys = Object.keys(JSON.parse(text) as object);
    expect(keys).toEqual(keys.toSorted());
    expect(text).not.toMatch(/\s/);
  });

  it('is the same for the same character under another name', () => {
    expect(canonicalConfig(configOf(lines.join('\n').replace('"A"', '"Somebody Else"')))).toBe(
      canonicalConfig(configOf(lines.join('\n'))),
    );
  });

  it('is the same in whatever order the options of a character are written', () => {
    const head = lines.slice(0, 3);
    const expected = canonicalConfig(configOf(lines.join('\n')));
    fc.assert(
      fc.property(fc.shuffledSubarray(lines.slice(3), { minLength: lines.length - 3 }), (shuffled) => {
        expect(canonicalConfig(configOf([...head, ...shuffled].join('\n')))).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same however blanks, comments and line ends are written', () => {
    const expected = canonicalConfig(configOf(lines.join('\n')));
    expect(canonicalConfig(configOf(lines.join('\r\n')))).toBe(expected);
    expect(canonicalConfig(configOf(lines.join(' ')))).toBe(expected);
    expect(canonicalConfig(configOf(`\uFEFF${lines.map((line) => `  ${line} # why`).join('\n\n')}`))).toBe(expected);
  });

  it('does not depend on iterations, target error or seed', () => {
    const expected = canonicalConfig(configOf(lines.join('\n')));
    expect(canonicalConfig(configOf(['iterations=7', 'seed=9', ...lines].join('\n')))).toBe(expected);
    expect(canonicalConfig(configOf(['target_error=0.5', ...lines].join('\n')))).toBe(expected);
  });

  it.each([
    ['the length of the fight', 'max_time=120', 'max_time=121'],
    ["the ruleset's names", 'race=orc', 'race=troll'],
    ['a stat', 'gear_agility=100', 'gear_agility=101'],
    ['the order of bonus ids', 'bonus_id=2/1', 'bonus_id=1/2'],
    ['a talent', 'talents=111111', 'talents=111112'],
  ])('differs with %s', (_, from, to) => {
    expect(canonicalConfig(configOf(lines.join('\n').replace(from, to)))).not.toBe(
      canonicalConfig(configOf(lines.join('\n'))),
    );
  });

  it('is this text for this profile, on every runtime', () => {
    const config = configOf(
      'ruleset=mop\nmax_time=120\noptimal_raid=0\nhunter="A"\nspec=survival\nrace=orc\ntotal_agility=100\nactions=/auto_shot/cobra_shot,if=focus<40',
    );
    expect(canonicalConfig(config)).toBe(
      '{"actionLists":[{"entries":[{"action":"auto_shot","options":{}},{"action":"cobra_shot","options":{"if":"focus<40"}}],"name":"default"}],' +
        '"character":{"class":"hunter","consumables":{"augmentation":null,"flask":null,"food":null,"potion":null,"temporaryEnchants":[]},"enchantStats":{},"gear":[],"gearStats":{},' +
        '"glyphs":[],"level":90,"pet":null,"position":null,"professions":[],"race":"orc","role":null,"setBonuses":[],"spec":"survival",' +
        '"talents":{"class":[],"export":null,"hero":[],"spec":[],"tiers":null},"totalStats":{"agility":100},"weapons":{"mainHand":null,"offHand":null}},' +
        '"fight":{"distanceMilliyards":5000,"enemyDeathPct":0,"executePct":20,"fixedTime":true,"lengthMs":120000,"raidEvents":[],"reactionMs":500,"style":"Patchwerk",' +
        '"targets":[{"armor":null,"health":null,"level":93,"race":"humanoid"}],"varyPpm":200000},' +
        '"raid":{"bloodlust":null,"buffs":[],"debuffs":[]},"ruleset":"mop","version":1}',
    );
  });

  it('writes negative zero as zero and refuses what is not a number', () => {
    const config = configOf(lines.join('\n'));
    const withLength = (lengthMs: number): ArmConfig => ({ ...config, fight: { ...config.fight, lengthMs } });
    expect(canonicalConfig(withLength(-0))).toContain('"lengthMs":0,');
    expect(() => canonicalConfig(withLength(Number.NaN))).toThrow(TypeError);
    expect(() => canonicalConfig(withLength(Number.POSITIVE_INFINITY))).toThrow(TypeError);
  });

  it('survives a round through JSON', () => {
    const text = canonicalConfig(configOf(lines.join('\n')));
    expect(canonicalConfig(JSON.parse(text) as ArmConfig)).toBe(text);
  });
});

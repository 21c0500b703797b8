import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ArmConfig } from './arm-config.ts';
import { configOf, inputOf } from './test-profile.ts';

const folder = new URL('../../../examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const reference = (name: string): ArmConfig => configOf(read(name));

describe('the examples', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.simc')))('%s is a profile', (name) => {
    expect(inputOf(read(name)).arms.length).toBeGreaterThan(0);
  });

  it('state the reference scenarios: stats, weapon, talents, sets, enemy and length', () => {
    for (const name of ['mop-bm-hunter-auto.simc', 'mop-bm-hunter.simc']) {
      const config = reference(name);
      expect(config).toMatchObject({
        ruleset: 'mop',
        character: {
          class: 'hunter',
          spec: 'beast_mastery',
          level: 90,
          race: 'orc',
          talents: { tiers: '312111' },
          glyphs: [],
          pet: { family: 'wolf', uptimePpm: 1_000_000 },
          totalStats: {
            agility: 20_479,
            hitRating: 2_550,
            critRating: 8_556,
            hasteRating: 3_452,
            expertiseRating: 2_566,
            masteryRating: 6_296,
          },
          weapons: { mainHand: { type: 'gun', speedMs: 3_000, minDamage: 10_478, maxDamage: 19_460 } },
          setBonuses: [
            { set: 'tier14', pieces: 2, enabled: true },
            { set: 'tier14', pieces: 4, enabled: true },
          ],
          consumables: { potion: null, flask: null, food: null },
        },
        fight: {
          lengthMs: 300_000,
          varyPpm: 0,
          fixedTime: true,
          targets: [{ level: 93, armor: 24_835 }],
          executePct: 20,
          distanceMilliyards: 5_100,
          reactionMs: 100,
        },
      });
      expect(inputOf(read(name))).toMatchObject({ iterations: 4_000, seed: 101, notes: [] });
    }
  });

  it('differ in the raid and in what is cast', () => {
    expect(reference('mop-bm-hunter-auto.simc').raid).toEqual({ buffs: [], debuffs: [], bloodlust: null });
    expect(reference('mop-bm-hunter-auto.simc').actionLists).toEqual([
      { name: 'default', entries: [{ action: 'auto_shot', options: {} }] },
    ]);
    expect(reference('mop-bm-hunter.simc').raid.buffs).toHaveLength(10);
    expect(reference('mop-bm-hunter.simc').actionLists.map(({ name }) => name)).toEqual(['default', 'precombat']);
  });
});

import { describe, expect, it } from 'vitest';
import { profileLimits } from './profile-limits.ts';
import { inputOf, text } from './test-profile.ts';

/** Laid out as the addon does it; names and numbers are made up. */
const exported = text(
  '# Gunner - Beast Mastery - 2026-09-21 13:00 - EU/Somewhere',
  '# SimC Addon 12.0.5-01',
  '# WoW 12.0.5.67823, TOC 120005',
  '# Requires SimulationCraft 1000-01 or newer',
  '',
  'hunter="Gunner"',
  'level=90',
  'race=maghar_orc',
  'region=eu',
  'server=somewhere',
  'role=attack',
  'professions=mining=34/',
  'spec=beast_mastery',
  '# loot_spec=beast_mastery',
  '',
  'talents=C0PAAAAAAAAAAAAAAAAAAAAAAAMmxwCsBzwQDbAAYG2GzsNzwMmZYYmxYmxMzYGzwMzYGzgx0MAAAAAmBAAgxMzMgZ2AbwsA2GA',
  '',
  '# Saved Loadout: M+ | pulls',
  '# talents=C0PAAAAAAAAAAAAAAAAAAAAAAAOTHER',
  '',
  'omnium_talents=1:1/2:1',
  '',
  '# Casque of Examples (253)',
  '# upgrade_levels=4:6:c#3442#15#0:',
  'head=,id=250458,bonus_id=6652/12667/13577,gem_id=240983',
  '# Example Rifle (250)',
  'main_hand=,id=249671,enchant_id=3368,bonus_id=12786/6652,crafted_stats=32/49,crafting_quality=5',
  '',
  '### Gear from Bags',
  '#',
  '# Frayed Guise (201)',
  '# head=,id=258876,bonus_id=13611,drop_level=90',
  '#',
  '# Silvermoon Suncrest (246)',
  '# upgrade_levels=4:6:c#3442#15#0:',
  '# trinket1=,id=266432,bonus_id=13577/12785',
  '',
  '### Weekly Reward Choices',
  '#',
  '# Vault Ring (305)',
  '# finger1=,id=1002,bonus_id=12841/6652',
  '#',
  '### End of Weekly Reward Choices',
  '',
  '### Additional Character Info',
  '#',
  '# catalyst_currencies=3269:8/2813:8/3116:8',
  '#',
  '# upgrade_currencies=c:3444:100/c:3445:38',
  '',
  '',
);

describe('an export of the addon', () => {
  it('is a profile: the worn gear, talents and professions of the character', () => {
    const [arm] = inputOf(exported).arms;
    expect(arm?.name).toBe('Gunner');
    expect(arm?.config.ruleset).toBe('retail');
    expect(arm?.config.character.gear.map(({ slot, id }) => [slot, id])).toEqual([
      ['head', 250_458],
      ['main_hand', 249_671],
    ]);
    expect(arm?.config.character.professions).toEqual([{ name: 'mining', skill: 34 }]);
  });

  it('keeps items that are not worn as candidates, with their names and where they are', () => {
    expect(inputOf(exported).candidates.map(({ from, title, item }) => [from, title, item.slot, item.id])).toEqual([
      ['bags', 'Frayed Guise', 'head', 258_876],
      ['bags', 'Silvermoon Suncrest', 'trinket1', 266_432],
      ['vault', 'Vault Ring', 'finger1', 1002],
    ]);
  });

  it('keeps saved loadouts', () => {
    expect(inputOf(exported).loadouts).toEqual([{ name: 'M+ | pulls', talents: 'C0PAAAAAAAAAAAAAAAAAAAAAAAOTHER' }]);
  });

  it('says what it holds and what is not modelled', () => {
    expect(inputOf(exported).notes).toEqual([
      "Ruleset retail, from the export's interface version 120005.",
      'Line 21: omnium_talents is not modelled and changes nothing.',
      'No action list is given: only automatic attacks happen, unless the engine has a list of its own for the specialisation.',
      '3 items that are not worn were read from comments.',
    ]);
  });

  it('keeps candidates out of the config, so the same character has the same hash', () => {
    const withoutBags = exported.replace(/### Gear from Bags[\s\S]*$/, '');
    expect(inputOf(withoutBags).arms).toEqual(inputOf(exported).arms);
  });

  it('passes over comments it cannot read', () => {
    const { candidates } = inputOf(
      exported,
      '# head=,id=',
      '# head=,id=x',
      '# head',
      '# neck=,id=1,unknown=2',
      '#'.repeat(500),
      `# ${'x'.repeat(5000)} (5)`,
      '# back=,id=7',
    );
    expect(candidates).toHaveLength(4);
    expect(candidates.at(-1)).toMatchObject({ from: 'elsewhere', title: '', item: { id: 7 } });
  });

  it('keeps as many candidates as allowed', () => {
    const bags = Array.from({ length: profileLimits.maxCandidates + 5 }, (_, index) => `# head=,id=${index + 1}`);
    expect(inputOf(exported, ...bags).candidates).toHaveLength(profileLimits.maxCandidates);
  });
});

describe('the checksum of the addon', () => {
  const changed = 'The text was changed after the addon wrote it: its checksum differs.';

  // Adler-32 of "hunter=\"A\"\nspec=survival\n\n", computed with zlib.
  const short = text('hunter="A"', 'spec=survival', '', '# Checksum: CHECKSUM', '');

  it('is accepted when it fits, also with the line ends of Windows', () => {
    const fitting = short.replace('CHECKSUM', '7be908db');
    expect(inputOf(fitting).notes).not.toContain(changed);
    expect(inputOf(fitting.replaceAll('\n', '\r\n')).notes).not.toContain(changed);
  });

  it('is remarked on when the text was changed', () => {
    expect(inputOf(short.replace('CHECKSUM', '7be908dc')).notes).toContain(changed);
  });

  it('may be absent', () => {
    expect(inputOf(exported).notes).not.toContain(changed);
  });
});

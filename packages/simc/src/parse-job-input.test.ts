import { describe, expect, it } from 'vitest';
import { parseJobInput } from './parse-job-input.ts';
import { profileLimits } from './profile-limits.ts';
import { configOf, hunter, inputOf, problemsOf, text } from './test-profile.ts';

describe('job options', () => {
  it('are the iterations, the target error and the seed', () => {
    expect(inputOf('iterations=1000', 'seed=9007199254740991', ...hunter)).toMatchObject({
      iterations: 1000,
      seed: 9007199254740991,
    });
    expect(inputOf('target_error=0.05', ...hunter)).toMatchObject({ targetErrorPct: 0.05 });
    expect(inputOf(...hunter)).not.toHaveProperty('iterations');
    expect(inputOf(...hunter)).not.toHaveProperty('seed');
  });

  it.each(['1', '1000000'])('accept %s iterations', (count) => {
    expect(inputOf(`iterations=${count}`, ...hunter).iterations).toBe(Number(count));
  });

  it.each([
    '0',
    '-1',
    '1000001',
    '20000000',
    '1.5',
    '1e3',
    '0x10',
    'many',
    '',
    ' 1',
    'NaN',
    'Infinity',
    '99999999999999999999',
  ])('refuse "%s" iterations', (count) => {
    expect(problemsOf(`iterations="${count}"`, ...hunter)).toMatchObject([
      { line: 1, field: 'iterations', value: count, remedy: 'Write a whole number from 1 to 1000000.' },
    ]);
  });

  it.each(['0.01', '10', '0.5'])('accept a target error of %s percent', (error) => {
    expect(inputOf(`target_error=${error}`, ...hunter).targetErrorPct).toBe(Number(error));
  });

  it.each(['0', '0.009', '10.01', '-1', '1e400', '1e-3', 'small'])('refuse a target error of %s', (error) => {
    expect(problemsOf(`target_error=${error}`, ...hunter)).toMatchObject([{ field: 'target_error', value: error }]);
  });

  it.each(['-1', '9007199254740992', '18446744073709551615', '0.5'])('refuse the seed %s', (seed) => {
    expect(problemsOf(`seed=${seed}`, ...hunter)).toMatchObject([{ field: 'seed', value: seed }]);
  });

  it('refuse iterations and a target error together', () => {
    expect(problemsOf('iterations=10', 'target_error=1', ...hunter)).toMatchObject([
      { line: 2, field: 'target_error', remedy: 'Remove one of them.' },
    ]);
  });

  it('take the last of two', () => {
    expect(inputOf('iterations=5', 'iterations=7', ...hunter).iterations).toBe(7);
  });
});

describe('the fight', () => {
  it('has defaults', () => {
    expect(configOf(...hunter).fight).toEqual({
      lengthMs: 300_000,
      varyPpm: 200_000,
      fixedTime: true,
      style: 'Patchwerk',
      targets: [{ level: 93, armor: null, race: 'humanoid', health: null }],
      executePct: 20,
      enemyDeathPct: 0,
      distanceMilliyards: 5_000,
      reactionMs: 500,
      raidEvents: [],
    });
  });

  it('is as stated, in whole units', () => {
    const config = configOf(
      'max_time=123.4565',
      'vary_combat_length=0.05',
      'fixed_time=0',
      'fight_style=heavymovement',
      'desired_targets=3',
      'target_level=92',
      'target_armor=20000',
      'target_race=beast',
      'override.target_health=1000000',
      'execute_pct=25',
      'enemy_death_pct=10',
      'reaction_time=0.1',
      ...hunter,
      'distance=5.1',
    );
    expect(config.fight).toMatchObject({
      lengthMs: 123_457,
      varyPpm: 50_000,
      fixedTime: false,
      style: 'HeavyMovement',
      executePct: 25,
      enemyDeathPct: 10,
      distanceMilliyards: 5_100,
      reactionMs: 100,
    });
    expect(config.fight.targets).toEqual(
      Array.from({ length: 3 }, () => ({ level: 92, armor: 20_000, race: 'beast', health: 1_000_000 })),
    );
  });

  it.each(['9.999', '1800.001', '-300', '3e2', 'long', ''])('refuses to last %s seconds', (time) => {
    expect(problemsOf(`max_time=${time}`, ...hunter)).toMatchObject([
      { field: 'max_time', value: time, remedy: expect.stringMatching(/^Write seconds from 10 to 1800/) as string },
    ]);
  });

  it('places enemies above the character when a level is added', () => {
    expect(configOf('target_level+=2', ...hunter, 'level=85').fight.targets).toMatchObject([{ level: 87 }]);
  });

  it('has the enemies that are named, and more up to the targets that are asked for', () => {
    const { targets } = configOf(
      ...hunter,
      'desired_targets=3',
      'enemy="Boss"',
      'level=93',
      'enemy_armor=24835',
      'enemy="Add"',
      'level=90',
      'race=undead',
      'enemy_health=5000',
    ).fight;
    expect(targets).toEqual([
      { level: 93, armor: 24_835, race: 'humanoid', health: null },
      { level: 90, armor: null, race: 'undead', health: 5_000 },
      { level: 93, armor: null, race: 'humanoid', health: null },
    ]);
  });

  it('keeps raid events in order, until Patchwerk clears them', () => {
    const events = [
      'raid_events=/adds,count=3,first=10,cooldown=40,duration=20',
      'raid_events+=/movement,distance=20,cooldown=30',
    ];
    expect(configOf(...events, ...hunter).fight.raidEvents).toEqual([
      {
        type: 'adds',
        options: [
          { key: 'cooldown', value: '40' },
          { key: 'count', value: '3' },
          { key: 'duration', value: '20' },
          { key: 'first', value: '10' },
        ],
      },
      {
        type: 'movement',
        options: [
          { key: 'cooldown', value: '30' },
          { key: 'distance', value: '20' },
        ],
      },
    ]);
    expect(configOf(...events, 'fight_style=Patchwerk', ...hunter).fight.raidEvents).toEqual([]);
  });

  it('refuses raid events that do not exist or cannot be read', () => {
    expect(problemsOf('raid_events=/ads,count=3', ...hunter)).toMatchObject([
      { column: 14, remedy: 'Did you mean "adds"?' },
    ]);
    expect(problemsOf('raid_events=/adds,cont=3', ...hunter)).toMatchObject([
      { column: 19, remedy: 'Did you mean "count"?' },
    ]);
    expect(problemsOf('raid_events=/adds,first=soon', ...hunter)).toMatchObject([{ field: 'first', value: 'soon' }]);
    expect(problemsOf('raid_events=/adds,player_if=(', ...hunter)).toMatchObject([{ field: 'player_if' }]);
    expect(problemsOf(`raid_events=${'/stun'.repeat(profileLimits.maxRaidEvents + 1)}`, ...hunter)).toMatchObject([
      { problem: 'There are more than 50 raid events.' },
    ]);
  });

  it('of a dungeon lasts longer and has no raid unless they are stated', () => {
    expect(configOf('fight_style=DungeonSlice', ...hunter)).toMatchObject({
      fight: { lengthMs: 360_000 },
      raid: { buffs: [], bloodlust: null },
    });
    expect(configOf('fight_style=DungeonSlice', 'max_time=300', 'optimal_raid=1', ...hunter)).toMatchObject({
      fight: { lengthMs: 300_000 },
      raid: { bloodlust: { atMs: 500, atHealthPct: 25 } },
    });
  });
});

describe('the raid', () => {
  const names = (...lines: readonly string[]): string => {
    const { raid } = configOf(...lines);
    return [...raid.buffs, ...raid.debuffs]
      .map(({ name, count }) => (count === 1 ? name : `${name}×${count}`))
      .join(' ');
  };

  it('is complete by default, and names effects by what they do in the older game', () => {
    expect(names(...hunter)).toBe(
      'attack_haste attack_power_multiplier critical_strike mastery skull_banner spell_haste spell_power_multiplier stamina stormlash str_agi_int ' +
        'bleeding magic_vulnerability mortal_wounds physical_vulnerability slowed_casting weakened_armor weakened_blows',
    );
  });

  it('is complete by default in retail', () => {
    expect(names('hunter="A"', 'spec=beast_mastery')).toBe(
      'arcane_intellect battle_shout blessing_of_the_bronze mark_of_the_wild power_word_fortitude skyfury bleeding chaos_brand hunters_mark mortal_wounds mystic_touch',
    );
  });

  it('can be switched off, and single effects on', () => {
    expect(names('optimal_raid=0', ...hunter)).toBe('');
    expect(names('optimal_raid=0', 'override.skull_banner=3', 'override.mastery=1', ...hunter)).toBe(
      'mastery skull_banner×3',
    );
    expect(names('optimal_raid=0', 'override.mastery=1', 'optimal_raid=0', ...hunter)).toBe('');
    expect(configOf('override.bloodlust=0', ...hunter).raid.bloodlust).toBeNull();
    expect(
      configOf('optimal_raid=0', 'override.bloodlust=1', 'bloodlust_time=-30', 'bloodlust_percent=0', ...hunter).raid
        .bloodlust,
    ).toEqual({ atMs: -30_000, atHealthPct: null });
  });

  it('counts spells of one effect once', () => {
    expect(
      names(
        'optimal_raid=0',
        'override.trueshot_aura=1',
        'override.horn_of_winter=1',
        'override.curse_of_elements=1',
        ...hunter,
      ),
    ).toBe('attack_power_multiplier magic_vulnerability');
  });

  it('refuses effects of the other game and values that mean nothing', () => {
    expect(problemsOf('override.skyfury=1', ...hunter)).toMatchObject([
      { problem: 'The ruleset "mop" has no such raid buff or debuff.' },
    ]);
    expect(problemsOf('override.bloodlst=1', ...hunter)).toMatchObject([{ remedy: 'Did you mean "bloodlust"?' }]);
    expect(problemsOf('override.mastery=2', ...hunter)).toMatchObject([{ field: 'override.mastery', value: '2' }]);
  });
});

describe('the character', () => {
  it('is as stated', () => {
    const { character } = configOf(
      ...hunter,
      'level=90',
      'role=attack',
      'position=ranged_back',
      'professions=leatherworking=600/engineering=600',
      'talents=312111',
      'glyphs=Glyph_of_Pathfinding/animal_bond',
      'summon_pet=wolf',
      'pet_uptime=0.95',
      'gear_agility=1000',
      'enchant_crit_rating=50',
      'total_hit_rating=2550',
      'potion=virmens_bite',
      'flask=spring_blossoms',
      'food=none',
      'set_bonus=tier14_4pc=1',
      'set_bonus=tier14_2pc=0',
      'main_hand=,id=5,weapon=gun_3.0speed_10478min_19460max',
    );
    expect(character).toMatchObject({
      class: 'hunter',
      spec: 'beast_mastery',
      level: 90,
      race: 'orc',
      role: 'attack',
      position: 'ranged_back',
      professions: [
        { name: 'engineering', skill: 600 },
        { name: 'leatherworking', skill: 600 },
      ],
      talents: { tiers: '312111', export: null, class: [], spec: [], hero: [] },
      glyphs: ['animal_bond', 'pathfinding'],
      pet: { family: 'wolf', uptimePpm: 950_000 },
      gearStats: { agility: 1000 },
      enchantStats: { critRating: 50 },
      totalStats: { hitRating: 2550 },
      weapons: { mainHand: { type: 'gun', speedMs: 3000, minDamage: 10_478, maxDamage: 19_460 }, offHand: null },
      consumables: {
        potion: 'virmens_bite',
        flask: 'spring_blossoms',
        food: null,
        augmentation: null,
        temporaryEnchants: [],
      },
      setBonuses: [
        { set: 'tier14', pieces: 2, enabled: false },
        { set: 'tier14', pieces: 4, enabled: true },
      ],
    });
  });

  it('wears what its gear lines say', () => {
    const [item] = configOf(
      ...hunter,
      'shoulders=Pauldrons_of_X,id=151323,ilevel=289,enchant_id=8001,gem_id=1/2,bonus_id=40/1808,crafted_stats=32/36,crafting_quality=5,drop_level=80,stats=100agi_50crit,gem_bonus_id=1:2/0,suffix=-12',
    ).character.gear;
    expect(item).toEqual({
      slot: 'shoulder',
      name: 'pauldrons_of_x',
      id: 151_323,
      itemLevel: 289,
      enchantId: 8001,
      gemIds: [1, 2],
      bonusIds: [40, 1808],
      craftedStats: [32, 36],
      craftingQuality: 5,
      suffixId: -12,
      reforgeId: null,
      upgradeLevel: null,
      dropLevel: 80,
      stats: { agility: 100, critRating: 50 },
      weapon: null,
      other: [{ key: 'gem_bonus_id', value: '1:2/0' }],
    });
  });

  it('wears the last thing put into a slot, or nothing', () => {
    expect(configOf(...hunter, 'head=,id=1', 'head=,id=2').character.gear).toMatchObject([{ id: 2 }]);
    expect(configOf(...hunter, 'head=,id=1', 'head=empty').character.gear).toEqual([]);
  });

  it.each([
    ['head=,idd=1', 7, 'An item has no such option.', 'Did you mean "id"?'],
    ['head=,id=x', 10, 'This value cannot be read.', 'Write one whole number.'],
    ['head=,id', 7, 'This item option has no value.', 'Write id=….'],
    ['head=,bonus_id=1//2', 16, 'This value cannot be read.', /joined by \//],
    ['head=<script>,id=1', 6, 'This is not the name of an item.', /letters, digits/],
    ['main_hand=,weapon=gun_3.0speed', 19, 'This value cannot be read.', /^Write kind, speed and damage/],
    ['main_hand=,weapon=laser_3.0speed_1min_2max', 19, 'This value cannot be read.', /kinds are dagger/],
    ['main_hand=,weapon=gun_3.0speed_5min_2max', 19, 'This value cannot be read.', /^Write kind/],
    ['head=,stats=12luck', 13, 'This value cannot be read.', /^Write amounts and stats/],
  ])('refuses the gear line %s', (line, column, problem, remedy) => {
    expect(problemsOf(...hunter, line)).toMatchObject([
      { line: 5, column, problem, remedy: expect.stringMatching(remedy) as string },
    ]);
  });

  it('has talents by name or as the game exports them in retail', () => {
    const retail = ['hunter="A"', 'spec=beast_mastery'];
    const code = 'C0PAAAAAAAAAAAAAAAAAAAAAAAMmxwCsBzwQDbAAYG2GzsNzwMmZYYmxYmxMzYGzwMzYGzgx0MAAAAAmBAAgxMzMgZ2AbwsA2GA';
    expect(configOf(...retail, `talents=${code}`).character.talents).toMatchObject({ export: code, tiers: null });
    expect(
      configOf(...retail, 'spec_talents=killer_cobra:1/alpha_predator:2/none:0', 'hero_talents=123:1').character
        .talents,
    ).toMatchObject({
      spec: [
        { name: 'alpha_predator', rank: 2 },
        { name: 'killer_cobra', rank: 1 },
      ],
      hero: [{ name: '123', rank: 1 }],
    });
    expect(problemsOf(...retail, `talents=${code}`, 'class_talents=a:1')).toMatchObject([
      { problem: 'Talents are stated twice, as a string and by name.' },
    ]);
    expect(problemsOf(...retail, 'talents=312111')).toMatchObject([
      { remedy: 'If this is Mists of Pandaria Classic, add the line ruleset=mop.' },
    ]);
  });

  it.each(['31211', '412111', '3121111', 'abc'])('refuses the talents %s in the older game', (talents) => {
    expect(problemsOf(...hunter, `talents=${talents}`)).toMatchObject([{ field: 'talents', value: talents }]);
  });

  it('takes the seven rows the addon writes', () => {
    expect(configOf(...hunter, 'talents=3121110').character.talents.tiers).toBe('312111');
  });

  it('must have a class, a specialisation and a race that exist', () => {
    expect(problemsOf('huntr="A"')[0]).toMatchObject({
      line: 1,
      column: 1,
      problem: 'There is no such key.',
      remedy: 'Did you mean "hunter"?',
    });
    expect(problemsOf('ruleset=mop', 'evoker="A"', 'spec=devastation')).toMatchObject([
      { field: 'class', value: 'evoker', remedy: expect.stringMatching(/deathknight/) as string },
    ]);
    expect(problemsOf('ruleset=mop', 'hunter="A"')).toMatchObject([
      { field: 'spec', remedy: 'Add spec=…: a hunter is beast_mastery, marksmanship, survival.' },
    ]);
    expect(problemsOf('ruleset=mop', 'hunter="A"', 'spec=fire')).toMatchObject([
      { line: 3, value: 'fire', remedy: 'It has beast_mastery, marksmanship, survival.' },
    ]);
    expect(problemsOf(...hunter, 'race=orcc')).toMatchObject([
      { line: 5, value: 'orcc', remedy: 'Did you mean "orc"?' },
    ]);
    expect(problemsOf(...hunter, 'race=void_elf')).toMatchObject([{ problem: 'The ruleset "mop" has no such race.' }]);
  });

  it('may be written with underscores in its class', () => {
    expect(configOf('death_knight="A"', 'spec=frost').character.class).toBe('deathknight');
  });

  it.each([
    ['level=91'],
    ['level=0'],
    ['gear_agility=-5'],
    ['gear_agility=lots'],
    ['professions=cooking=600'],
    ['professions=mining=1/mining=2'],
    ['set_bonus=tier14'],
    ['pet_uptime=1.1'],
    ['distance=-1'],
    ['role=hero'],
    ['position=above'],
    ['glyphs=a/b/c/d/e/f/g'],
    ['temporary_enchant=head:x'],
    ['class_talents=a:b'],
  ])('refuses %s', (line) => {
    expect(problemsOf(...hunter, line)).toMatchObject([{ line: 5, field: line.slice(0, line.indexOf('=')) }]);
  });
});

describe('the ruleset', () => {
  it('is what is stated, wherever it is stated', () => {
    expect(configOf('hunter="A"', 'spec=survival', 'talents=111111', 'ruleset=mop').ruleset).toBe('mop');
    expect(inputOf('ruleset=mop', ...hunter).notes).not.toContainEqual(expect.stringMatching(/^Ruleset/));
  });

  it('is the game version an addon wrote, and that is said', () => {
    const exported = ['# WoW 5.5.0.61217, TOC 50500', 'hunter="A"', 'spec=survival'];
    expect(configOf(...exported).ruleset).toBe('mop');
    expect(inputOf(...exported).notes).toContain("Ruleset mop, from the export's interface version 50500.");
    expect(problemsOf('# WoW 1.15.7.61582, TOC 11507', 'hunter="A"', 'spec=survival')).toMatchObject([
      { line: 1, field: 'ruleset', value: '11507', problem: 'This export is from a game that is not simulated.' },
    ]);
    expect(configOf('# WoW 12.0.5.67823, TOC 120005', 'hunter="A"', 'spec=survival').ruleset).toBe('retail');
  });

  it('is retail without either, and that is said', () => {
    expect(inputOf('hunter="A"', 'spec=survival').notes).toContain(
      'Ruleset retail, since none is stated; write ruleset=mop for Mists of Pandaria Classic.',
    );
  });

  it('must exist', () => {
    expect(problemsOf('ruleset=wrath', 'hunter="A"', 'spec=survival')).toMatchObject([
      { line: 1, column: 9, field: 'ruleset', value: 'wrath', remedy: 'Known rulesets: mop, retail.' },
    ]);
  });
});

describe('arms', () => {
  it('are one for each character, all in the same fight', () => {
    const { arms } = inputOf(...hunter, 'warrior="B"', 'spec=arms', 'max_time=100');
    expect(arms.map(({ name, config }) => [name, config.character.class, config.fight.lengthMs])).toEqual([
      ['A', 'hunter', 100_000],
      ['B', 'warrior', 100_000],
    ]);
  });

  it('can be copies, which change alone', () => {
    const { arms } = inputOf(
      ...hunter,
      'gear_agility=1',
      'copy=B',
      'gear_agility=2',
      'copy="C D,A"',
      'talents=111111',
      'actions=x',
    );
    expect(
      arms.map(({ name, config }) => [
        name,
        config.character.gearStats.agility,
        config.character.talents.tiers,
        config.actionLists.length,
      ]),
    ).toEqual([
      ['A', 1, null, 0],
      ['B', 2, null, 0],
      ['C D', 1, '111111', 1],
    ]);
  });

  it('can be profilesets, which change the first character or the fight', () => {
    const { arms } = inputOf(
      ...hunter,
      'gear_agility=1',
      'actions=x',
      'profileset."More Agility"+=gear_agility=2',
      'profileset."More Agility"+=actions+=/y',
      'profileset.Short=max_time=60',
      'warrior="W"',
      'spec=arms',
    );
    expect(
      arms.map(({ name, config }) => [
        name,
        config.character.gearStats.agility,
        config.fight.lengthMs,
        config.actionLists[0]?.entries.length,
      ]),
    ).toEqual([
      ['A', 1, 300_000, 1],
      ['W', undefined, 300_000, undefined],
      ['More Agility', 2, 300_000, 2],
      ['Short', 1, 60_000, 1],
    ]);
  });

  it('share a config when nothing differs', () => {
    const { arms } = inputOf(...hunter, 'copy=B');
    expect(arms[1]?.config).toEqual(arms[0]?.config);
  });

  it('refuse equal names and copies of no one', () => {
    expect(problemsOf(...hunter, 'copy=A')).toMatchObject([{ problem: 'Two characters have the same name.' }]);
    expect(problemsOf(...hunter, 'copy=B,Q')).toMatchObject([
      { line: 5, problem: 'There is no such character to copy.' },
    ]);
    expect(problemsOf('copy=B')[0]).toMatchObject({ remedy: 'Put copy= below the character.' });
    expect(problemsOf(...hunter, 'profileset.A=level=90')).toMatchObject([
      { problem: 'A character has the same name.' },
    ]);
  });

  it.each(['iterations=5', 'seed=1', 'ruleset=mop', 'copy=B', 'hunter="B"', 'profileset.X=level=1', 'enemy="E"'])(
    'refuse %s in a profileset',
    (inner) => {
      expect(problemsOf(...hunter, `profileset.P=${inner}`)).toMatchObject([
        { line: 5, problem: 'A profileset cannot change this.' },
      ]);
    },
  );

  it('report what is wrong inside a profileset where it stands', () => {
    expect(problemsOf(...hunter, 'profileset.P+=max_tiem=5')).toMatchObject([
      { line: 5, column: 15, field: 'max_tiem', remedy: 'Did you mean "max_time"?' },
    ]);
    expect(problemsOf(...hunter, 'profileset.P+=nonsense')).toMatchObject([{ line: 5, column: 15 }]);
  });

  it('are as many as allowed, and no more', () => {
    const copies = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) => `profileset.p${index}=level=90`);
    expect(inputOf(...hunter, ...copies(profileLimits.maxArms - 1)).arms).toHaveLength(profileLimits.maxArms);
    expect(problemsOf(...hunter, ...copies(profileLimits.maxArms))).toMatchObject([
      { problem: 'There are more than 1000 characters and profilesets.' },
    ]);
  });

  it('must not hold too many actions together', () => {
    const list = `actions=${Array.from({ length: profileLimits.maxActions }, () => 'a').join('/')}`;
    const copies = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) => `profileset.p${index}=level=90`);
    const most = profileLimits.maxEntriesOverAllArms / profileLimits.maxActions;
    expect(inputOf(...hunter, list, ...copies(most - 1)).arms).toHaveLength(most);
    expect(problemsOf(...hunter, list, ...copies(most))).toMatchObject([
      { problem: 'All arms together have more than 200000 actions.' },
    ]);
  });
});

describe('the text', () => {
  it('must hold a character', () => {
    expect(problemsOf('')).toMatchObject([{ line: 1, column: 1, problem: 'The profile has no character.' }]);
    expect(problemsOf('iterations=10', '# only a comment')).toMatchObject([
      { problem: 'The profile has no character.' },
    ]);
  });

  it('may hold several options on a line, and comments', () => {
    expect(
      configOf('ruleset=mop hunter="A B" spec=survival # level=5', '  # race=orc', '\tlevel=85').character,
    ).toMatchObject({ spec: 'survival', level: 85, race: 'none' });
  });

  it.each([
    ['nonsense', 1, 'This is not an option: it has no key and value joined by "=".'],
    ['level = 90', 1, 'This is not an option: it has no key and value joined by "=".'],
    ['=90', 1, 'This is not an option: it has no key and value joined by "=".'],
    ['hunter="A', 8, 'A quote is opened and never closed on this line.'],
    ['levl=90', 1, 'There is no such key.'],
    ['profileset=level=90', 1, 'There is no such key.'],
    ['level+=90', 1, 'Only actions, raid_events, target_level and profilesets can be appended to.'],
    ['armory=us,realm,name', 1, 'SimulationCraft knows this key, and it cannot be used here.'],
    ['enemy_armor=5', 1, 'This belongs to an enemy, and none is open.'],
    ['__proto__=1', 1, 'There is no such key.'],
    ['constructor=1', 1, 'There is no such key.'],
  ])('refuses the line %s', (line, column, problem) => {
    expect(problemsOf(...hunter, line)).toMatchObject([{ line: 5, column, problem }]);
  });

  it('refuses options of a character before there is one', () => {
    expect(problemsOf('spec=survival', 'hunter="A"', 'spec=survival', 'ruleset=mop')).toMatchObject([
      {
        line: 1,
        problem: 'This belongs to a character, and none is open.',
        remedy: 'Put it below a line like hunter="Name".',
      },
    ]);
    expect(problemsOf('actions=x', ...hunter)).toMatchObject([{ line: 1 }]);
    expect(problemsOf('head=,id=1', ...hunter)).toMatchObject([{ line: 1 }]);
  });

  it('reports all problems at once, in order of place', () => {
    const found = problemsOf('max_time=5', 'iterations=0', ...hunter, 'levl=3', 'actions=x,if=(', 'race=ork');
    expect(found.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '1 max_time',
      '2 iterations',
      '7 levl',
      '8 if',
      '9 race',
    ]);
  });

  it('reports no more problems than allowed', () => {
    expect(problemsOf(...Array.from({ length: 500 }, (_, index) => `bad${index}=1`))).toHaveLength(
      profileLimits.maxProblems,
    );
  });

  it('may be as large as allowed, and no larger', () => {
    const padded = (bytes: number): string => {
      const head = text(...hunter, '');
      const filler = `#${'é'.repeat(5000)}\n`;
      const fill = filler.repeat(Math.floor((bytes - head.length) / 10_002));
      const rest = bytes - head.length - (fill.length / 5002) * 10_002;
      return `${head}${fill}${'#'.repeat(rest)}`;
    };
    expect(parseJobInput(padded(profileLimits.maxBytes)).kind).toBe('ok');
    expect(parseJobInput(padded(profileLimits.maxBytes + 1))).toMatchObject({
      problems: [{ problem: 'The profile is larger than 262144 bytes.' }],
    });
  });

  it('may have as many lines as allowed, and no more', () => {
    expect(parseJobInput(`${text(...hunter)}${'\n'.repeat(profileLimits.maxLines - 4)}`).kind).toBe('ok');
    expect(problemsOf(`${text(...hunter)}${'\n'.repeat(profileLimits.maxLines)}`)[0]).toMatchObject({
      problem: 'The profile has more than 8192 lines.',
    });
  });

  it('may have lines as long as allowed, and no longer', () => {
    expect(parseJobInput(text(...hunter, `#${'x'.repeat(profileLimits.maxLineLength - 1)}`)).kind).toBe('ok');
    expect(problemsOf(...hunter, `#${'x'.repeat(profileLimits.maxLineLength)}`)).toMatchObject([
      { line: 5, problem: 'The line is longer than 16384 characters.' },
    ]);
  });

  it('is told which options of single classes and players are not modelled', () => {
    const { notes } = inputOf(
      ...hunter,
      'timeofday=night',
      'druid.initial_astral_power=60',
      'external_buffs.power_infusion=0/120',
      'override.allow_potions=0',
      'gcd_lag=0.1',
    );
    expect(notes.filter((note) => note.endsWith('is not modelled and changes nothing.'))).toHaveLength(5);
  });

  it('is told which keys change nothing', () => {
    expect(inputOf(...hunter, 'midnight.some_option=1').notes).toContain(
      'Line 5: midnight.some_option is not modelled and changes nothing.',
    );
    expect(() =>
      configOf(...hunter, 'threads=8', 'html=out.html', 'region=eu', 'server=x', 'source=default'),
    ).not.toThrow();
  });
});

describe('bounds of lists', () => {
  const joined = (count: number, one: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => one(index)).join('/');

  it('let in as much as they allow, and no more', () => {
    expect(configOf(`desired_targets=${profileLimits.maxTargets}`, ...hunter).fight.targets).toHaveLength(
      profileLimits.maxTargets,
    );
    expect(problemsOf(`desired_targets=${profileLimits.maxTargets + 1}`, ...hunter)).toMatchObject([
      { field: 'desired_targets' },
    ]);
    const enemies = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) => `enemy="E${index}"`);
    expect(configOf(...hunter, ...enemies(profileLimits.maxTargets)).fight.targets).toHaveLength(
      profileLimits.maxTargets,
    );
    expect(problemsOf(...hunter, ...enemies(profileLimits.maxTargets + 1))).toMatchObject([
      { problem: 'There are more than 20 enemies.' },
    ]);
    const talents = (count: number): string => `spec_talents=${joined(count, (index) => `t${index}:1`)}`;
    expect(
      configOf('hunter="A"', 'spec=survival', talents(profileLimits.maxTalentRanks)).character.talents.spec,
    ).toHaveLength(profileLimits.maxTalentRanks);
    expect(problemsOf('hunter="A"', 'spec=survival', talents(profileLimits.maxTalentRanks + 1))).toMatchObject([
      { field: 'spec_talents' },
    ]);
    const ids = (count: number): string => `head=,bonus_id=${joined(count, String)}`;
    expect(configOf(...hunter, ids(profileLimits.maxListedIds)).character.gear[0]?.bonusIds).toHaveLength(
      profileLimits.maxListedIds,
    );
    expect(problemsOf(...hunter, ids(profileLimits.maxListedIds + 1))).toMatchObject([{ field: 'bonus_id' }]);
    expect(
      inputOf('ruleset=mop', `hunter="${'x'.repeat(profileLimits.maxNameLength)}"`, 'spec=survival').arms,
    ).toHaveLength(1);
    expect(
      configOf(...hunter, `flask=${'x'.repeat(profileLimits.maxTokenLength)}`).character.consumables.flask,
    ).toHaveLength(profileLimits.maxTokenLength);
    expect(problemsOf(...hunter, `flask=${'x'.repeat(profileLimits.maxTokenLength + 1)}`)).toMatchObject([
      { field: 'flask' },
    ]);
  });

  it('keep no more notes and loadouts than they allow', () => {
    const many = Array.from({ length: 200 }, (_, index) => `midnight.option${index}=1`);
    expect(inputOf(...hunter, ...many).notes).toHaveLength(profileLimits.maxNotes);
    const loadouts = Array.from({ length: 150 }, (_, index) => `# Saved Loadout: L${index}\n# talents=ABC`);
    expect(inputOf(...hunter, ...loadouts).loadouts).toHaveLength(profileLimits.maxLoadouts);
  });
});

describe('hostile names', () => {
  it('are shown without control characters, direction marks or surrogates, and cut', () => {
    for (const evil of [
      '\u001B[31mred',
      '\u0000',
      '\u202Egnp.exe',
      '\u200B',
      '\uD800',
      '\u0085',
      '\u2028',
      '\u{E0041}',
    ]) {
      const [problem] = problemsOf('ruleset=mop', `hunter="${evil}"`, 'spec=survival');
      expect(problem).toMatchObject({
        field: 'hunter',
        problem: expect.stringMatching(/cannot be shown safely|is empty/) as string,
      });
      expect(JSON.stringify(problem)).not.toContain(evil);
    }
    const [long] = problemsOf('ruleset=mop', `hunter="${'x'.repeat(5000)}"`, 'spec=survival');
    expect(long).toMatchObject({ problem: 'The name is longer than 100 characters.' });
    expect(long?.value).toHaveLength(61);
  });

  it('in keys are shown the same way, also in remedies', () => {
    const found = problemsOf(...hunter, '\u001B[2J+=x', 'a\u202Eb=1');
    for (const { field, value, remedy } of found) expect(`${field}${value}${remedy}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(found).toHaveLength(2);
  });

  it('may hold what is only dangerous in a page, for the page to escape', () => {
    expect(inputOf('ruleset=mop', 'hunter="<b>A&B</b>"', 'spec=survival').arms[0]?.name).toBe('<b>A&B</b>');
  });
});

describe('a misspelt class line', () => {
  it('is one problem with the name that was meant, and one for what follows it', () => {
    expect(
      problemsOf('ruleset=mop', 'huntr="A"', 'spec=survival', 'level=90', 'head=,id=1', 'actions=x').map(
        ({ line, remedy }) => `${line} ${remedy}`,
      ),
    ).toEqual(['2 Did you mean "hunter"?', '3 Put it below a line like hunter="Name".']);
  });
});

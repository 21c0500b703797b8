import type { Ruleset } from './arm-config.ts';

export const rulesets: readonly Ruleset[] = ['mop', 'retail'];

/** Both games stop here at present. */
export const maxLevel = 90;

interface ClassNames {
  readonly rulesets: readonly Ruleset[];
  readonly specs: readonly string[];
  /** Where the older game's names differ. */
  readonly mopSpecs?: readonly string[];
}

/** Classes and specialisations by the names SimulationCraft uses. */
const classes: ReadonlyMap<string, ClassNames> = new Map<string, ClassNames>([
  ['deathknight', { rulesets, specs: ['blood', 'frost', 'unholy'] }],
  ['demonhunter', { rulesets: ['retail'], specs: ['havoc', 'vengeance', 'devourer'] }],
  ['druid', { rulesets, specs: ['balance', 'feral', 'guardian', 'restoration'] }],
  ['evoker', { rulesets: ['retail'], specs: ['devastation', 'preservation', 'augmentation'] }],
  ['hunter', { rulesets, specs: ['beast_mastery', 'marksmanship', 'survival'] }],
  ['mage', { rulesets, specs: ['arcane', 'fire', 'frost'] }],
  ['monk', { rulesets, specs: ['brewmaster', 'mistweaver', 'windwalker'] }],
  ['paladin', { rulesets, specs: ['holy', 'protection', 'retribution'] }],
  ['priest', { rulesets, specs: ['discipline', 'holy', 'shadow'] }],
  [
    'rogue',
    { rulesets, specs: ['assassination', 'outlaw', 'subtlety'], mopSpecs: ['assassination', 'combat', 'subtlety'] },
  ],
  ['shaman', { rulesets, specs: ['elemental', 'enhancement', 'restoration'] }],
  ['warlock', { rulesets, specs: ['affliction', 'demonology', 'destruction'] }],
  ['warrior', { rulesets, specs: ['arms', 'fury', 'protection'] }],
]);

export const allClasses: readonly string[] = [...classes.keys()];

export const classesOf = (ruleset: Ruleset): readonly string[] =>
  allClasses.filter((name) => classes.get(name)?.rulesets.includes(ruleset));

/** Empty for a class that does not exist in the ruleset. */
export const specsOf = (ruleset: Ruleset, className: string): readonly string[] => {
  const names = classes.get(className);
  if (names?.rulesets.includes(ruleset) !== true) return [];
  return ruleset === 'mop' ? (names.mopSpecs ?? names.specs) : names.specs;
};

const mopRaces = [
  'none',
  'human',
  'dwarf',
  'night_elf',
  'gnome',
  'draenei',
  'worgen',
  'orc',
  'undead',
  'tauren',
  'troll',
  'blood_elf',
  'goblin',
  'pandaren',
  'pandaren_alliance',
  'pandaren_horde',
] as const;

const laterRaces = [
  'void_elf',
  'lightforged_draenei',
  'dark_iron_dwarf',
  'kul_tiran',
  'mechagnome',
  'nightborne',
  'highmountain_tauren',
  'maghar_orc',
  'zandalari_troll',
  'vulpera',
  'dracthyr',
  'dracthyr_alliance',
  'dracthyr_horde',
  'earthen',
  'earthen_dwarf',
  'haranir',
] as const;

export const racesOf = (ruleset: Ruleset): readonly string[] =>
  ruleset === 'mop' ? mopRaces : [...mopRaces, ...laterRaces];

export const professions = [
  'alchemy',
  'blacksmithing',
  'enchanting',
  'engineering',
  'herbalism',
  'inscription',
  'jewelcrafting',
  'leatherworking',
  'mining',
  'skinning',
  'tailoring',
] as const;

/** Creature types of enemies. */
export const creatureTypes = [
  'humanoid',
  'beast',
  'dragonkin',
  'giant',
  'undead',
  'demon',
  'elemental',
  'mechanical',
  'aberration',
  'critter',
  'none',
] as const;

import type { ActionList } from './ast.ts';

/**
 * Everything that decides what one iteration of an arm can do, and nothing else: no actor name, no seed, no iteration
 * count, so equal characters in equal fights share one content hash (see `canonicalConfig`).
 *
 * Plain JSON. Fractions are whole parts per million, times are whole milliseconds, distances are whole thousandths of a
 * yard. Every key is always present; `null` means "not stated", never "zero". Lists whose order has no meaning are sorted.
 */
export interface ArmConfig {
  /** Rises when a key is added or changes its meaning, so an old config never hashes like a new one. */
  readonly version: 1;
  readonly ruleset: Ruleset;
  readonly character: CharacterConfig;
  readonly raid: RaidConfig;
  readonly fight: FightConfig;
  /** Sorted by name; the order of entries inside a list is the order of priority. */
  readonly actionLists: readonly ActionList[];
}

/** `mop`: Mists of Pandaria Classic, level 90. `retail`: 12.0. */
export type Ruleset = 'mop' | 'retail';

export interface CharacterConfig {
  /** As SimulationCraft writes it, e.g. `hunter`, `deathknight`. */
  readonly class: string;
  /** As SimulationCraft writes it, e.g. `beast_mastery`. */
  readonly spec: string;
  readonly level: number;
  /** As SimulationCraft writes it, e.g. `orc`, `night_elf`; `none` for no racial traits. */
  readonly race: string;
  readonly role: 'attack' | 'spell' | 'tank' | 'heal' | null;
  readonly position: 'back' | 'front' | 'ranged_back' | 'ranged_front' | null;
  readonly professions: readonly ProfessionConfig[];
  readonly talents: TalentsConfig;
  /** Names in lower case with underscores, without "glyph of". Sorted. */
  readonly glyphs: readonly string[];
  /** The permanent pet; `null` for none (or, for a spec that always has one, not stated). */
  readonly pet: PetConfig | null;
  /** In the order of `gearSlots`; a slot that is not listed is empty. */
  readonly gear: readonly GearItem[];
  /** Sums over all gear that replace what the items would give; base values and racials are added on top. */
  readonly gearStats: StatTotals;
  /** Sums added on top of gear, as by `enchant_*`. */
  readonly enchantStats: StatTotals;
  /**
   * Final values of the character sheet: base, race, gear, enchants, armor specialisation, and the raid buffs that raise the
   * stat itself (`str_agi_int`, `mastery`, `attack_power_multiplier`) included; what comes and goes during the fight not.
   * What is stated here is used as it is, and replaces the sum from gear.
   */
  readonly totalStats: StatTotals;
  readonly weapons: WeaponsConfig;
  readonly consumables: ConsumablesConfig;
  /** Sorted by name. `enabled: false` switches off what worn items would grant. */
  readonly setBonuses: readonly SetBonusConfig[];
}

export interface ProfessionConfig {
  readonly name: string;
  readonly skill: number;
}

/** At most one of the ways to state talents is used: `tiers` (mop), `export` or the name lists (retail). */
export interface TalentsConfig {
  /** One digit per row, 0 for none, e.g. `312111`. */
  readonly tiers: string | null;
  /** The game's own talent string, unread. */
  readonly export: string | null;
  /** Sorted by name. */
  readonly class: readonly TalentRank[];
  readonly spec: readonly TalentRank[];
  readonly hero: readonly TalentRank[];
}

export interface TalentRank {
  /** A talent's name in lower case with underscores, or its numeric entry id as text. */
  readonly name: string;
  readonly rank: number;
}

export interface PetConfig {
  /** Pet family, e.g. `wolf`, `cat`. */
  readonly family: string;
  /** Share of the fight the pet is attacking. */
  readonly uptimePpm: number;
  /** Specialisation of the pet; left out for ferocity. */
  readonly spec?: 'tenacity' | 'cunning';
}

export type GearSlot =
  | 'head'
  | 'neck'
  | 'shoulder'
  | 'back'
  | 'chest'
  | 'shirt'
  | 'tabard'
  | 'wrist'
  | 'hands'
  | 'waist'
  | 'legs'
  | 'feet'
  | 'finger1'
  | 'finger2'
  | 'trinket1'
  | 'trinket2'
  | 'main_hand'
  | 'off_hand'
  | 'ranged';

export interface GearItem {
  readonly slot: GearSlot;
  /** The item's name in lower case with underscores; empty when only an id was given. */
  readonly name: string;
  readonly id: number | null;
  readonly itemLevel: number | null;
  readonly enchantId: number | null;
  /** Socket order is kept. */
  readonly gemIds: readonly number[];
  /** In the order written: later bonuses can replace earlier ones. */
  readonly bonusIds: readonly number[];
  readonly craftedStats: readonly number[];
  readonly craftingQuality: number | null;
  /** Random suffix (mop). */
  readonly suffixId: number | null;
  /** Reforging (mop). */
  readonly reforgeId: number | null;
  /** Upgrade steps taken (mop). */
  readonly upgradeLevel: number | null;
  /** The level at which the item dropped, which scales some items. */
  readonly dropLevel: number | null;
  /** Stats written on the line itself; they replace the item's own. */
  readonly stats: StatTotals;
  readonly weapon: WeaponConfig | null;
  /** Item options the parser accepts and does not read further (`use`, `equip`, `gems`, …), sorted by key. */
  readonly other: readonly { readonly key: string; readonly value: string }[];
}

export const statNames = [
  'strength',
  'agility',
  'stamina',
  'intellect',
  'spirit',
  'hitRating',
  'expertiseRating',
  'critRating',
  'hasteRating',
  'masteryRating',
  'versatilityRating',
  'dodgeRating',
  'parryRating',
  'blockRating',
  'leechRating',
  'speedRating',
  'avoidanceRating',
  'attackPower',
  'spellPower',
  'armor',
  'bonusArmor',
  'health',
  'mana',
  'pvpPower',
  'resilienceRating',
] as const;
export type StatName = (typeof statNames)[number];
/** Whole points or rating; a stat that is not stated has no key. */
export type StatTotals = Readonly<Partial<Record<StatName, number>>>;

export interface WeaponConfig {
  /** As SimulationCraft writes it, e.g. `gun`, `bow`, `crossbow`, `polearm`, `axe2h`. */
  readonly type: string;
  readonly speedMs: number;
  readonly minDamage: number;
  readonly maxDamage: number;
}

/** Stated on a gear line (`weapon=`); a ranged weapon sits in the main hand, as in both games since 5.0. */
export interface WeaponsConfig {
  readonly mainHand: WeaponConfig | null;
  readonly offHand: WeaponConfig | null;
}

export interface ConsumablesConfig {
  readonly potion: string | null;
  readonly flask: string | null;
  readonly food: string | null;
  readonly augmentation: string | null;
  /** Sorted by slot. */
  readonly temporaryEnchants: readonly { readonly slot: 'main_hand' | 'off_hand'; readonly name: string }[];
}

export interface SetBonusConfig {
  /** The set's name, e.g. `tier14`. */
  readonly set: string;
  readonly pieces: number;
  readonly enabled: boolean;
}

/** What others bring. Names and meanings: `raidEffectsOf` of this package. */
export interface RaidConfig {
  /** Sorted by name; only what is present. `count` is 1 but for buffs several players bring one after another. */
  readonly buffs: readonly { readonly name: string; readonly count: number }[];
  /** On every target for the whole fight. Sorted by name. */
  readonly debuffs: readonly { readonly name: string; readonly count: number }[];
  readonly bloodlust: BloodlustConfig | null;
}

export interface BloodlustConfig {
  /** From the pull; negative counts back from the expected end. */
  readonly atMs: number;
  /** Also when the first target falls to this health, whichever is first; `null` for by time only. */
  readonly atHealthPct: number | null;
}

export const fightStyles = [
  'Patchwerk',
  'CastingPatchwerk',
  'HecticAddCleave',
  'CleaveAdd',
  'LightMovement',
  'HeavyMovement',
  'DungeonSlice',
  'DungeonRoute',
] as const;
export type FightStyle = (typeof fightStyles)[number];

export interface FightConfig {
  readonly lengthMs: number;
  /** Fight lengths lie in `lengthMs` × (1 ± this). */
  readonly varyPpm: number;
  /** True: the fight ends by the clock and health falls in a straight line. False: it ends when the target's health is gone. */
  readonly fixedTime: boolean;
  readonly style: FightStyle;
  /** At least one; the first is the main target. */
  readonly targets: readonly TargetConfig[];
  /** Share of the fight, in percent, that the main target spends below 20 % health. 20 is a straight line to zero. */
  readonly executePct: number;
  /** Health percent at which an enemy counts as dead. */
  readonly enemyDeathPct: number;
  readonly distanceMilliyards: number;
  /** How long the player takes to notice an aura, for conditions that ask about reacting. */
  readonly reactionMs: number;
  /** In the order written. */
  readonly raidEvents: readonly RaidEventConfig[];
}

export interface TargetConfig {
  readonly level: number;
  /** `null`: the ruleset's value for a boss of that level. */
  readonly armor: number | null;
  /** Creature type as SimulationCraft writes it, e.g. `humanoid`, `beast`. */
  readonly race: string;
  /** `null`: derived from the fight's length. */
  readonly health: number | null;
}

/** One raid event with its options as written, sorted by key. */
export interface RaidEventConfig {
  readonly type: string;
  readonly options: readonly { readonly key: string; readonly value: string }[];
}

export const gearSlots: readonly GearSlot[] = [
  'head',
  'neck',
  'shoulder',
  'back',
  'chest',
  'shirt',
  'tabard',
  'wrist',
  'hands',
  'waist',
  'legs',
  'feet',
  'finger1',
  'finger2',
  'trinket1',
  'trinket2',
  'main_hand',
  'off_hand',
  'ranged',
];

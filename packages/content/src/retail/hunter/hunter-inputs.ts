import type { ArmConfig, BloodlustConfig, StatName, WeaponConfig } from '@wowlab/simc';
import { ConfigError } from '../../config-error.ts';
import { raidFacts } from '../raid-facts.ts';
import { diminished, retailRules } from '../rules.ts';
import { baseKit, isRetailTalent, partlyModelled, type RetailTalent } from './data/talents.ts';
import { readTalentStringHead } from './talent-string.ts';

/** Everything about the character and the fight that the simulation reads, checked and with raid effects joined in. */
export interface RetailHunterInputs {
  readonly spec: 'beast_mastery' | 'marksmanship';
  readonly race: string;
  /** Rank of a talent, 0 for one that is not taken. */
  readonly rank: (talent: RetailTalent) => number;
  /** Attack power of spells: agility and weapon. */
  readonly attackPower: number;
  /** Attack power of automatic shots, whose weapon damage is counted by itself. */
  readonly attackPowerWithoutWeapon: number;
  /** Fractions: 0.05 is 5 %. */
  readonly critChance: number;
  readonly haste: number;
  readonly versatility: number;
  readonly masteryPoints: number;
  readonly weapon: WeaponConfig;
  readonly hasPet: boolean;
  readonly buffs: ReadonlySet<string>;
  readonly debuffs: ReadonlySet<string>;
  readonly bloodlust: BloodlustConfig | null;
  readonly armor: number;
  readonly executeShare: number;
  readonly deathPct: number;
  readonly lengthMs: number;
  readonly vary: number;
  readonly distanceMilliyards: number;
  readonly reactionMs: number;
}

const PCT = 100;
const PPM = 1_000_000;
const RANGED_WEAPONS: readonly string[] = ['bow', 'crossbow', 'gun'];
const SPEC_IDS: ReadonlyMap<number, string> = new Map([
  [253, 'beast_mastery'],
  [254, 'marksmanship'],
  [255, 'survival'],
]);
/** Their traits act on damage and are left out. */
const RACES_WITH_MORE: ReadonlySet<string> = new Set([
  'orc',
  'troll',
  'goblin',
  'worgen',
  'mechagnome',
  'void_elf',
  'vulpera',
]);

/** Reads a config of a retail hunter. What it asks for and the simulation leaves out is added to `notModelled`. */
export const readRetailHunterInputs = (config: ArmConfig, notModelled: Set<string>): RetailHunterInputs => {
  const { character, fight, raid } = config;
  if (character.level !== retailRules.level) {
    throw new ConfigError('level', character.level, 'only level 90 is modelled.', 'Use level=90.');
  }
  const [target] = fight.targets;
  if (target === undefined) throw new ConfigError('fight.targets', [], 'there is no enemy.', 'Add one enemy.');
  if (fight.targets.length > 1) notModelled.add('fight: enemies beyond the first');
  const weapon = character.weapons.mainHand;
  if (weapon === null || !RANGED_WEAPONS.includes(weapon.type)) {
    const stated = weapon === null ? 'empty' : weapon.type;
    const remedy = 'State it: main_hand=bow,weapon=bow_3.0speed_900min_1100max.';
    throw new ConfigError('main_hand', stated, 'a hunter needs a bow, crossbow or gun.', remedy);
  }
  const { agility } = character.totalStats;
  if (agility === undefined) {
    const remedy = 'State the agility of the character sheet: total_agility=2500.';
    throw new ConfigError('total_agility', null, 'there is no item data to work agility out from.', remedy);
  }
  noteWhatIsLeftOut(config, notModelled);
  const buffs = new Set(raid.buffs.map(({ name }) => name));
  const debuffs = new Set(raid.debuffs.map(({ name }) => name));
  const shout = buffs.has('battle_shout') ? raidFacts.attackPower : 1;
  const weaponDps = ((weapon.minDamage + weapon.maxDamage) / 2 / weapon.speedMs) * 1000;
  const withoutWeapon = character.totalStats.attackPower ?? agility * shout;
  const points = (stat: StatName, perPct: number): number => diminished(ratingOf(config, stat) / perPct);
  return {
    spec: character.spec === 'marksmanship' ? 'marksmanship' : 'beast_mastery',
    race: character.race,
    rank: readTalents(config, notModelled),
    attackPower: withoutWeapon + weaponDps * retailRules.attackPowerPerDps * shout,
    attackPowerWithoutWeapon: withoutWeapon,
    critChance: (retailRules.baseCritPct + points('critRating', retailRules.critRatingPerPct)) / PCT,
    haste: points('hasteRating', retailRules.hasteRatingPerPct) / PCT,
    versatility:
      (points('versatilityRating', retailRules.versatilityRatingPerPct) +
        (buffs.has('mark_of_the_wild') ? raidFacts.versatilityPct : 0)) /
      PCT,
    masteryPoints:
      retailRules.baseMasteryPoints +
      points('masteryRating', retailRules.masteryRatingPerPoint) +
      (buffs.has('skyfury') ? raidFacts.masteryPoints : 0),
    weapon,
    hasPet: character.pet === null || character.pet.family !== 'none',
    buffs,
    debuffs,
    bloodlust: raid.bloodlust,
    armor: target.armor ?? retailRules.bossArmor,
    executeShare: fight.executePct / PCT,
    deathPct: fight.enemyDeathPct,
    lengthMs: fight.lengthMs,
    vary: fight.varyPpm / PPM,
    distanceMilliyards: fight.distanceMilliyards,
    reactionMs: fight.reactionMs,
  };
};

const ratingOf = (config: ArmConfig, stat: StatName): number => {
  const { character } = config;
  const stated = character.totalStats[stat];
  if (stated !== undefined) return stated;
  const gear = character.gearStats[stat] ?? character.gear.reduce((sum, item) => sum + (item.stats[stat] ?? 0), 0);
  return gear + (character.enchantStats[stat] ?? 0);
};

const readTalents = (config: ArmConfig, notModelled: Set<string>): ((talent: RetailTalent) => number) => {
  const { talents, spec } = config.character;
  if (talents.export !== null) {
    const head = readTalentStringHead(talents.export);
    const of =
      head === null ? 'nothing that can be read' : (SPEC_IDS.get(head.specId) ?? `specialisation ${head.specId}`);
    if (of !== spec) {
      throw new ConfigError(
        'talents',
        talents.export,
        `the string is of ${of}.`,
        'Export it from this specialisation.',
      );
    }
    notModelled.add('talents: choices of the export string (state class_talents, spec_talents and hero_talents)');
  }
  const ranks = new Map<RetailTalent, number>();
  for (const { name, rank } of [...talents.class, ...talents.spec, ...talents.hero]) {
    if (rank === 0) continue;
    if (isRetailTalent(name)) ranks.set(name, rank);
    else if (!baseKit.has(name)) notModelled.add(`talent: ${name}`);
    const part = partlyModelled.get(name);
    if (part !== undefined) notModelled.add(`talent: ${name}: ${part}`);
  }
  return (talent) => ranks.get(talent) ?? 0;
};

const noteWhatIsLeftOut = (config: ArmConfig, notModelled: Set<string>): void => {
  const { character, fight, raid } = config;
  for (const [kind, name] of Object.entries(character.consumables)) {
    if (typeof name === 'string') notModelled.add(`${kind}: ${name}`);
  }
  for (const { slot, name } of character.consumables.temporaryEnchants) {
    notModelled.add(`temporary_enchant: ${slot}:${name}`);
  }
  for (const { key } of character.gear.flatMap((item) => item.other)) notModelled.add(`item option: ${key}`);
  if (fight.style !== 'Patchwerk') notModelled.add(`fight_style: ${fight.style}`);
  if (!fight.fixedTime) notModelled.add('fixed_time=0: the fight ends by the clock');
  for (const { type } of fight.raidEvents) notModelled.add(`raid_events: ${type}`);
  for (const { set, pieces, enabled } of character.setBonuses) {
    if (enabled) notModelled.add(`set bonus: ${set}_${pieces}pc`);
  }
  if (RACES_WITH_MORE.has(character.race)) notModelled.add(`racial traits: ${character.race}`);
  if (raid.buffs.some(({ name }) => name === 'skyfury')) notModelled.add('override.skyfury: extra automatic shots');
};

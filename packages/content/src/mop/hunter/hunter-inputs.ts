import type { TargetOptions } from '@wowlab/engine';
import type { ArmConfig, BloodlustConfig, StatName, WeaponConfig, RaidEventConfig } from '@wowlab/simc';
import { ConfigError } from '../../config-error.ts';
import { eventsOfStyle } from '../../raid-events/fight-styles.ts';
import { raidFacts } from '../raid-facts.ts';
import { readTargets } from '../read-targets.ts';
import { mopRules } from '../rules.ts';
import { baseStats } from './data/base-stats.ts';
import { type PetFamily, petFamilies } from './data/pet-families.ts';
import { type HunterTalent, talentsOf } from './data/talents.ts';
import { readConsumables } from '../effects/read-consumables.ts';
import { readWornEffects, type WornEffect } from '../effects/worn-effects.ts';

/** Everything about the character and the fight that the simulation reads, checked and with raid effects joined in. */
export interface HunterInputs {
  readonly spec: string;
  readonly race: string;
  /** Creature type of the enemy. */
  readonly targetRace: string;
  readonly talents: ReadonlySet<HunterTalent>;
  readonly agility: number;
  /** What a point of agility that comes during the fight counts. */
  readonly agilityFactor: number;
  /** Before the +10 % every hunter has from Trueshot Aura, which does not stack with the same from others. */
  readonly attackPower: number;
  readonly hitRating: number;
  readonly expertiseRating: number;
  readonly critRating: number;
  readonly hasteRating: number;
  readonly masteryRating: number;
  /** Crit in percent from other things than rating and agility. */
  readonly flatCritPct: number;
  /** The same for spells, which have no base. */
  readonly flatSpellCritPct: number;
  readonly weapon: WeaponConfig;
  readonly petFamily: PetFamily | null;
  readonly petSpec: string;
  readonly petUptime: number;
  readonly setPieces: (set: string) => number;
  readonly worn: readonly WornEffect[];
  /** The potion to drink; `null` for none. */
  readonly potion: string | null;
  readonly buffs: ReadonlyMap<string, number>;
  readonly debuffs: ReadonlySet<string>;
  readonly bloodlust: BloodlustConfig | null;
  /** Every enemy that can be there, the main target first. */
  readonly targets: readonly TargetOptions[];
  /** How many of them are there for the whole fight. */
  readonly standing: number;
  /** Those of the fight style, then those of the profile. */
  readonly raidEvents: readonly RaidEventConfig[];
  readonly lengthMs: number;
  /** Fights last `lengthMs` × (1 ± this). */
  readonly vary: number;
  readonly distanceMilliyards: number;
  readonly reactionMs: number;
}

const PPM = 1_000_000;
/** Source: wowsims/mop sim/core/character.go `NewCharacter`. Focus comes in steps of this length too (focus.go). */
const MIN_REACTION_MS = 10;
/** When a pet's Bloodlust comes if the profile has none of its own. */
const AT_THE_PULL: BloodlustConfig = { atMs: 0, atHealthPct: null };
const RANGED_WEAPONS: readonly string[] = ['bow', 'crossbow', 'gun'];
/** Attack power for a point of agility. Source: wowsims/mop sim/hunter/hunter.go `AddStatDependencies`. */
const ATTACK_POWER_PER_AGILITY = 2;
/** Source: wowsims/mop sim/core/buffs.go, `makeExclusiveAllStatPercentBuff` and `BlessingOfMightAura`. */
const AGILITY_BUFF = 1.05;
/** For wearing mail alone, which every hunter does. Source: wowsims/mop sim/hunter/hunter.go, sim/core/character.go `ApplyArmorSpecializationEffect`. */
const MAIL_SPECIALISATION = 1.05;
const MASTERY_BUFF = 3000;

/** Reads a config of a hunter. What it asks for and the simulation leaves out is added to `notModelled`. */
export const readHunterInputs = (config: ArmConfig, notModelled: Set<string>): HunterInputs => {
  const { character, fight, raid } = config;
  if (character.level !== mopRules.level) {
    throw new ConfigError('level', character.level, 'only level 90 is modelled.', 'Use level=90.');
  }
  const weapon = character.weapons.mainHand;
  if (weapon === null || !RANGED_WEAPONS.includes(weapon.type)) {
    throw new ConfigError(
      'main_hand',
      weapon === null ? 'empty' : weapon.type,
      'a hunter needs a bow, crossbow or gun.',
      'State it: main_hand=gun,weapon=gun_3.0speed_10478min_19460max.',
    );
  }
  noteWhatIsLeftOut(config, notModelled);
  const events = [...(eventsOfStyle(fight.style, fight.lengthMs) ?? []), ...fight.raidEvents];
  const family = readPetFamily(character.pet?.family ?? null);
  const buffs = new Map(raid.buffs.map(({ name, count }) => [name, count]));
  const debuffs = new Set(raid.debuffs.map(({ name }) => name));
  if (family?.brings !== undefined && family.brings !== null) {
    buffs.set(family.brings, 1);
  }
  const base = baseStats(character.race);
  const { totalStats } = character;
  // Stated totals are final: raid buffs that raise the stat itself are in them already.
  const agilityFactor = MAIL_SPECIALISATION * (buffs.has('str_agi_int') ? AGILITY_BUFF : 1);
  const { lasting, potion } = readConsumables(config, notModelled);
  const agility =
    (totalStats.agility ?? sumOf(config, 'agility', base.agility) * agilityFactor) + lasting('agility') * agilityFactor;
  const attackPower =
    totalStats.attackPower === undefined
      ? base.attackPower + ATTACK_POWER_PER_AGILITY * agility
      : totalStats.attackPower / raidFacts.attackPower + ATTACK_POWER_PER_AGILITY * lasting('agility') * agilityFactor;
  return {
    spec: character.spec,
    race: character.race,
    talents: talentsOf(character.talents.tiers),
    agility,
    agilityFactor,
    attackPower,
    hitRating: (totalStats.hitRating ?? sumOf(config, 'hitRating', base.hitRating)) + lasting('hitRating'),
    expertiseRating:
      (totalStats.expertiseRating ?? sumOf(config, 'expertiseRating', base.expertiseRating)) +
      lasting('expertiseRating'),
    critRating: (totalStats.critRating ?? sumOf(config, 'critRating', 0)) + lasting('critRating'),
    hasteRating: (totalStats.hasteRating ?? sumOf(config, 'hasteRating', 0)) + lasting('hasteRating'),
    masteryRating:
      (totalStats.masteryRating ?? sumOf(config, 'masteryRating', 0) + (buffs.has('mastery') ? MASTERY_BUFF : 0)) +
      lasting('masteryRating'),
    flatCritPct: base.critPct + (buffs.has('critical_strike') ? raidFacts.critPct : 0),
    flatSpellCritPct: base.spellCritPct + (buffs.has('critical_strike') ? raidFacts.critPct : 0),
    targetRace: fight.targets[0]?.race ?? 'none',
    weapon,
    petFamily: family,
    petSpec: character.pet?.spec ?? 'ferocity',
    petUptime: (character.pet?.uptimePpm ?? PPM) / PPM,
    setPieces: (set) =>
      Math.max(0, ...character.setBonuses.filter((bonus) => bonus.set === set && bonus.enabled).map((b) => b.pieces)),
    worn: readWornEffects(config, notModelled),
    potion,
    buffs,
    debuffs,
    bloodlust: raid.bloodlust ?? (family?.bringsBloodlust === true ? AT_THE_PULL : null),
    targets: readTargets(fight, events, character.level),
    standing: fight.targets.length,
    raidEvents: events,
    lengthMs: fight.lengthMs,
    vary: fight.varyPpm / PPM,
    distanceMilliyards: fight.distanceMilliyards,
    reactionMs: Math.max(MIN_REACTION_MS, fight.reactionMs),
  };
};

/** Base plus everything that adds to it. */
const sumOf = (config: ArmConfig, stat: StatName, base: number): number => {
  const { character } = config;
  const gear = character.gearStats[stat] ?? character.gear.reduce((sum, item) => sum + (item.stats[stat] ?? 0), 0);
  return base + gear + (character.enchantStats[stat] ?? 0);
};

const readPetFamily = (family: string | null): PetFamily | null => {
  if (family === null || family === 'none') return null;
  const found = petFamilies.get(family);
  if (found === undefined) {
    const known = [...petFamilies.keys()].join(', ');
    throw new ConfigError('pet', family, 'there is no such pet family.', `Use one of: ${known}.`);
  }
  return found;
};

const noteWhatIsLeftOut = (config: ArmConfig, notModelled: Set<string>): void => {
  const { character, fight } = config;
  for (const glyph of character.glyphs) notModelled.add(`glyph: ${glyph}`);
  if (eventsOfStyle(fight.style, fight.lengthMs) === null) notModelled.add(`fight_style: ${fight.style}`);
  if (!fight.fixedTime) notModelled.add('fixed_time=0: the fight ends by the clock');
  for (const { set, pieces, enabled } of character.setBonuses) {
    if (enabled && set !== 'tier14') notModelled.add(`set bonus: ${set}_${pieces}pc`);
  }
  // Without item data an item is what its line says; one that states nothing adds nothing, unless totals are stated.
  if (character.totalStats.agility !== undefined || character.gearStats.agility !== undefined) return;
  for (const { slot, name, id, stats } of character.gear) {
    if (Object.keys(stats).length === 0) notModelled.add(`item: ${slot}=${name === '' ? `id ${id}` : name}`);
  }
};

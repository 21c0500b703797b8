import { checkActionLists, finishActionLists } from './action-lists.ts';
import {
  gearSlots,
  type ArmConfig,
  type FightConfig,
  type RaidConfig,
  type Ruleset,
  type StatTotals,
  type TalentsConfig,
  type TargetConfig,
} from './arm-config.ts';
import { classesOf, maxLevel, racesOf, specsOf } from './character-names.ts';
import { suggestName } from './nearest-name.ts';
import { problemAt, type ProblemList } from './problem.ts';
import type { CharacterDraft, FightDraft } from './profile-draft.ts';
import { findRaidEffect, raidEffectsOf } from './raid-effects.ts';

const defaultLengthMs = 300_000;
const dungeonSliceLengthMs = 360_000;
const defaultDistanceMilliyards = 5_000;

/**
 * Checks what only the whole profile can tell and makes the config of one arm. `null` when a problem was reported.
 */
export const finishArm = (
  ruleset: Ruleset,
  character: CharacterDraft,
  fight: FightDraft,
  problems: ProblemList,
): ArmConfig | null => {
  const spec = checkNames(ruleset, character, problems);
  const talents = finishTalents(ruleset, character, problems);
  checkActionLists(character.actionLists, problems);
  if (spec === null || talents === null || problems.all().length > 0) return null;
  const level = character.level ?? maxLevel;
  return {
    version: 1,
    ruleset,
    character: {
      class: character.class,
      spec,
      level,
      race: character.race?.value ?? 'none',
      role: character.role,
      position: character.position,
      professions: character.professions,
      talents,
      glyphs: character.glyphs,
      pet:
        character.petFamily === null
          ? null
          : {
              family: character.petFamily,
              uptimePpm: character.petUptimePpm,
              ...(character.petSpec === 'ferocity' ? {} : { spec: character.petSpec }),
            },
      gear: gearSlots.flatMap((slot) => character.gear.get(slot) ?? []),
      gearStats: sorted(character.gearStats),
      enchantStats: sorted(character.enchantStats),
      totalStats: sorted(character.totalStats),
      weapons: {
        mainHand: (character.gear.get('main_hand') ?? character.gear.get('ranged'))?.weapon ?? null,
        offHand: character.gear.get('off_hand')?.weapon ?? null,
      },
      consumables: {
        potion: character.potion,
        flask: character.flask,
        food: character.food,
        augmentation: character.augmentation,
        temporaryEnchants: character.temporaryEnchants,
      },
      setBonuses: [...character.setBonuses.values()].toSorted((a, b) =>
        a.set === b.set ? a.pieces - b.pieces : a.set < b.set ? -1 : 1,
      ),
    },
    raid: finishRaid(ruleset, fight),
    fight: finishFight(fight, level, character.distanceMilliyards ?? defaultDistanceMilliyards),
    actionLists: finishActionLists(character.actionLists),
  };
};

const sorted = (stats: StatTotals): StatTotals =>
  Object.fromEntries(Object.entries(stats).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const checkNames = (ruleset: Ruleset, character: CharacterDraft, problems: ProblemList): string | null => {
  const specs = specsOf(ruleset, character.class);
  if (specs.length === 0) {
    problems.add(
      problemAt(
        character.at,
        'class',
        character.class,
        `The ruleset "${ruleset}" has no such class.`,
        `It has ${classesOf(ruleset).join(', ')}.`,
      ),
    );
    return null;
  }
  if (character.race !== null && !racesOf(ruleset).includes(character.race.value)) {
    problems.add(
      problemAt(
        character.race.at,
        'race',
        character.race.value,
        `The ruleset "${ruleset}" has no such race.`,
        suggestName(character.race.value, racesOf(ruleset), 'races'),
      ),
    );
  }
  if (character.spec === null) {
    problems.add(
      problemAt(
        character.at,
        'spec',
        character.name,
        'The specialisation is not stated.',
        `Add spec=…: a ${character.class} is ${specs.join(', ')}.`,
      ),
    );
    return null;
  }
  if (!specs.includes(character.spec.value)) {
    problems.add(
      problemAt(
        character.spec.at,
        'spec',
        character.spec.value,
        `A ${character.class} has no such specialisation.`,
        `It has ${specs.join(', ')}.`,
      ),
    );
    return null;
  }
  return character.spec.value;
};

const finishTalents = (ruleset: Ruleset, character: CharacterDraft, problems: ProblemList): TalentsConfig | null => {
  const { talents } = character;
  const named = { class: character.classTalents, spec: character.specTalents, hero: character.heroTalents };
  const hasNamed = named.class.length + named.spec.length + named.hero.length > 0;
  if (talents === null) {
    if (hasNamed && ruleset === 'mop') {
      problems.add(
        problemAt(
          character.at,
          'class_talents',
          character.name,
          'Talents by name belong to retail.',
          'Write talents= and six digits, e.g. talents=312111.',
        ),
      );
      return null;
    }
    return { tiers: null, export: null, ...named };
  }
  // The addon writes a seventh row, which this game does not have.
  const isTiers = /^[0-3]{6}0?$/.test(talents.value);
  if (ruleset === 'mop' && !isTiers) {
    problems.add(
      problemAt(
        talents.at,
        'talents',
        talents.value,
        'These are not six digits from 0 to 3.',
        'Write the choice of each row from the top, 0 for none, e.g. talents=312111.',
      ),
    );
    return null;
  }
  if (ruleset === 'retail' && talents.value.length < 20) {
    const remedy = isTiers
      ? 'If this is Mists of Pandaria Classic, add the line ruleset=mop.'
      : 'Copy the talent string from the game, or write class_talents=, spec_talents= and hero_talents=.';
    problems.add(
      problemAt(talents.at, 'talents', talents.value, 'This is not a talent string of the retail game.', remedy),
    );
    return null;
  }
  if (hasNamed) {
    problems.add(
      problemAt(
        talents.at,
        'talents',
        talents.value,
        'Talents are stated twice, as a string and by name.',
        'Remove one of the two.',
      ),
    );
    return null;
  }
  return ruleset === 'mop'
    ? { tiers: talents.value.slice(0, 6), export: null, ...named }
    : { tiers: null, export: talents.value, ...named };
};

const finishRaid = (ruleset: Ruleset, fight: FightDraft): RaidConfig => {
  const optimal = fight.optimalRaid ?? fight.style !== 'DungeonSlice';
  const counts = new Map<string, number>();
  if (optimal) {
    counts.set('bloodlust', 1);
    for (const effect of raidEffectsOf(ruleset)) counts.set(effect.name, effect.optimalCount);
  }
  for (const [name, count] of fight.overrides) counts.set(name, count);
  const present = (target: 'player' | 'enemy'): RaidConfig['buffs'] =>
    [...counts]
      .filter(([name, count]) => count > 0 && findRaidEffect(ruleset, name)?.target === target)
      .map(([name, count]) => ({ name, count }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    buffs: present('player'),
    debuffs: present('enemy'),
    bloodlust:
      counts.get('bloodlust') === 1
        ? {
            atMs: fight.bloodlustAtMs,
            atHealthPct: fight.bloodlustAtHealthPct === 0 ? null : fight.bloodlustAtHealthPct,
          }
        : null,
  };
};

const finishFight = (fight: FightDraft, level: number, distanceMilliyards: number): FightConfig => {
  const general = {
    level: fight.targetLevel ?? level + fight.targetLevelOffset,
    armor: fight.targetArmor,
    race: fight.targetRace,
    health: fight.targetHealth,
  };
  const stated: readonly TargetConfig[] = fight.enemies.map((enemy) => ({
    level: enemy.level ?? general.level,
    armor: enemy.armor ?? general.armor,
    race: enemy.race ?? general.race,
    health: enemy.health ?? general.health,
  }));
  const missing = Math.max(0, fight.desiredTargets - stated.length);
  return {
    lengthMs: fight.lengthMs ?? (fight.style === 'DungeonSlice' ? dungeonSliceLengthMs : defaultLengthMs),
    varyPpm: fight.varyPpm,
    fixedTime: fight.fixedTime,
    style: fight.style,
    targets: [...stated, ...Array.from({ length: missing }, () => general)],
    executePct: fight.executePct,
    enemyDeathPct: fight.enemyDeathPct,
    distanceMilliyards,
    reactionMs: fight.reactionMs,
    raidEvents: fight.raidEvents,
  };
};

import { fightStyles } from './arm-config.ts';
import { creatureTypes, rulesets } from './character-names.ts';
import { enemyKey, fightKey, jobKey, type ProfileKey } from './profile-key.ts';
import { profileLimits } from './profile-limits.ts';
import { maxStat, statNamed } from './stat-names.ts';
import { decimal, oneOf, onOff, pattern, scaledDecimal, wholeNumber, type ValueReader } from './value-reader.ts';

const maxHealth = 100_000_000_000;
const minDeltaMultiplier = 0.1;
const maxDeltaMultiplier = 10;

const statList: ValueReader<readonly string[]> = pattern(
  'stats joined by , or /',
  'names as in `gear_STAT`, or short ones',
  (text) => {
    const names = text.split(/[,:/|;]/).map((name) => name.trim());
    return names.every((name) => statNamed(name) !== null) ? names : null;
  },
  'These are not all stats.',
  'Write e.g. scale_only=agility,crit_rating,haste_rating.',
);

/** Keys that decide how much is computed, not what. */
export const jobKeys: readonly ProfileKey[] = [
  jobKey(
    'iterations',
    wholeNumber('a whole number', profileLimits.minIterations, profileLimits.maxIterations),
    'set on submission',
    'How many fights to simulate. Not together with `target_error`.',
    (job, value, at) => {
      job.iterations = { value, at };
    },
  ),
  jobKey(
    'target_error',
    decimal('percent', profileLimits.minTargetErrorPct, profileLimits.maxTargetErrorPct),
    'none',
    'Simulate until half the width of the 95 % interval of the mean is this share of it. Not together with `iterations`.',
    (job, value, at) => {
      job.targetErrorPct = { value, at };
    },
  ),
  jobKey(
    'seed',
    wholeNumber('a whole number', 0, Number.MAX_SAFE_INTEGER),
    'set on submission',
    'Equal seeds and equal input give equal results.',
    (job, value) => {
      job.seed = value;
    },
  ),
  jobKey(
    'calculate_scale_factors',
    onOff,
    '0',
    'Also work out stat weights, of the first character: see [analysis](analysis.md).',
    (job, value) => {
      job.wantsWeights = value;
    },
  ),
  jobKey('scale_only', statList, 'those gear carries', 'The stats to weigh.', (job, value, at) => {
    job.weightStats = { value, at };
  }),
  jobKey(
    'scale_delta_multiplier',
    decimal('a factor', minDeltaMultiplier, maxDeltaMultiplier),
    '1',
    'How far a stat is moved: this times the haste rating of 3.5 %.',
    (job, value) => {
      job.weightDeltaMultiplier = value;
    },
  ),
  jobKey(
    'center_scale_delta',
    onOff,
    '1',
    '1 moves a stat by half the distance each way, 0 up by all of it.',
    (job, value) => {
      job.weightsCentred = value;
    },
  ),
];

/** Keys of the fight every arm is in. */
export const fightKeys: readonly ProfileKey[] = [
  // Read before everything else, because names depend on it; here for its value and its row.
  fightKey(
    'ruleset',
    oneOf(rulesets, 'ruleset'),
    'see "Which game"',
    "Which game's rules: Mists of Pandaria Classic or retail. Own key.",
    () => undefined,
  ),
  fightKey(
    'max_time',
    scaledDecimal('seconds', profileLimits.minFightSeconds, profileLimits.maxFightSeconds, 1000),
    '300 (DungeonSlice: 360)',
    'Mean length of a fight.',
    (fight, value) => {
      fight.lengthMs = value;
    },
  ),
  fightKey(
    'vary_combat_length',
    scaledDecimal('a share', 0, 0.9, 1_000_000),
    '0.2',
    'Fights last `max_time` × (1 ± this); 0 for all the same.',
    (fight, value) => {
      fight.varyPpm = value;
    },
  ),
  fightKey(
    'fixed_time',
    onOff,
    '1',
    "1: the fight ends by the clock and the target's health falls in a straight line. 0: it ends with the target's health.",
    (fight, value) => {
      fight.fixedTime = value;
    },
  ),
  fightKey(
    'fight_style',
    oneOf(fightStyles, 'fight style'),
    'Patchwerk',
    'The kind of fight. `Patchwerk` clears the raid events above it.',
    (fight, value) => {
      fight.style = value;
      if (value === 'Patchwerk') fight.raidEvents = [];
    },
  ),
  fightKey(
    'desired_targets',
    wholeNumber('a whole number', 1, profileLimits.maxTargets),
    '1',
    'How many enemies stand there for the whole fight.',
    (fight, value) => {
      fight.desiredTargets = value;
    },
  ),
  fightKey(
    'target_level',
    wholeNumber('a whole number', 1, 100),
    "the character's + 3",
    'Level of the enemies. `target_level+=N`: N above the character.',
    (fight, value) => {
      fight.targetLevel = value;
    },
  ),
  fightKey(
    'target_armor',
    wholeNumber('a whole number', 0, maxStat),
    "a boss's of its level",
    'Armor of the enemies before debuffs. Own key.',
    (fight, value) => {
      fight.targetArmor = value;
    },
  ),
  fightKey(
    'target_race',
    oneOf(creatureTypes, 'creature type'),
    'humanoid',
    'Creature type of the enemies.',
    (fight, value) => {
      fight.targetRace = value;
    },
  ),
  fightKey(
    'override.target_health',
    wholeNumber('a whole number', 1, maxHealth),
    "from the fight's length",
    'Health of the enemies; used with `fixed_time=0`.',
    (fight, value) => {
      fight.targetHealth = value;
    },
  ),
  fightKey(
    'execute_pct',
    wholeNumber('percent', 0, 100),
    '20',
    'Share of the fight the main target spends below 20 % health. Own key.',
    (fight, value) => {
      fight.executePct = value;
    },
  ),
  fightKey(
    'enemy_death_pct',
    wholeNumber('percent', 0, 99),
    '0',
    'Health at which an enemy counts as dead.',
    (fight, value) => {
      fight.enemyDeathPct = value;
    },
  ),
  fightKey(
    'reaction_time',
    scaledDecimal('seconds', 0, 5, 1000),
    '0.5',
    'How long it takes to notice an aura, for `.react`.',
    (fight, value) => {
      fight.reactionMs = value;
    },
  ),
  fightKey(
    'optimal_raid',
    onOff,
    '1 (DungeonSlice: 0)',
    'All raid buffs, debuffs and bloodlust, or none; `override.` after it changes single ones.',
    (fight, value) => {
      fight.optimalRaid = value;
      fight.overrides = new Map();
    },
  ),
  fightKey(
    'bloodlust_time',
    scaledDecimal('seconds', -profileLimits.maxFightSeconds, profileLimits.maxFightSeconds, 1000),
    '0.5',
    'When bloodlust comes; negative counts back from the expected end.',
    (fight, value) => {
      fight.bloodlustAtMs = value;
    },
  ),
  fightKey(
    'bloodlust_percent',
    wholeNumber('percent', 0, 100),
    '25',
    "Bloodlust also comes when the target's health falls to this, if that is earlier; 0 for by time only.",
    (fight, value) => {
      fight.bloodlustAtHealthPct = value;
    },
  ),
];

/** Keys below an `enemy="Name"` line. */
export const enemyKeys: readonly ProfileKey[] = [
  enemyKey('level', wholeNumber('a whole number', 1, 100), '`target_level`', 'Level of this enemy.', (enemy, value) => {
    enemy.level = value;
  }),
  enemyKey(
    'race',
    oneOf(creatureTypes, 'creature type'),
    '`target_race`',
    'Creature type of this enemy.',
    (enemy, value) => {
      enemy.race = value;
    },
  ),
  enemyKey(
    'enemy_armor',
    wholeNumber('a whole number', 0, maxStat),
    '`target_armor`',
    'Armor of this enemy before debuffs. Own key.',
    (enemy, value) => {
      enemy.armor = value;
    },
  ),
  enemyKey(
    'enemy_health',
    wholeNumber('a whole number', 1, maxHealth),
    '`override.target_health`',
    'Health of this enemy.',
    (enemy, value) => {
      enemy.health = value;
    },
  ),
];

import type {
  CharacterConfig,
  FightStyle,
  GearItem,
  GearSlot,
  ProfessionConfig,
  RaidEventConfig,
  Ruleset,
  SetBonusConfig,
  StatName,
  TalentRank,
} from './arm-config.ts';
import { cloneActionLists, newActionLists, type ActionListsDraft } from './action-lists.ts';
import type { Position } from './ast.ts';

/** A value and where it was written, for checks that need the rest of the profile first. */
export interface Stated<T> {
  readonly value: T;
  readonly at: Position;
}

type MutableStats = Partial<Record<StatName, number>>;

export interface CharacterDraft {
  name: string;
  class: string;
  readonly at: Position;
  spec: Stated<string> | null;
  level: number | null;
  race: Stated<string> | null;
  role: CharacterConfig['role'];
  position: CharacterConfig['position'];
  professions: readonly ProfessionConfig[];
  talents: Stated<string> | null;
  classTalents: readonly TalentRank[];
  specTalents: readonly TalentRank[];
  heroTalents: readonly TalentRank[];
  glyphs: readonly string[];
  petFamily: string | null;
  petUptimePpm: number;
  petSpec: 'ferocity' | 'tenacity' | 'cunning';
  gear: ReadonlyMap<GearSlot, GearItem>;
  gearStats: MutableStats;
  enchantStats: MutableStats;
  totalStats: MutableStats;
  potion: string | null;
  flask: string | null;
  food: string | null;
  augmentation: string | null;
  temporaryEnchants: CharacterConfig['consumables']['temporaryEnchants'];
  setBonuses: ReadonlyMap<string, SetBonusConfig>;
  distanceMilliyards: number | null;
  readonly actionLists: ActionListsDraft;
}

export const newCharacter = (name: string, className: string, at: Position): CharacterDraft => ({
  name,
  class: className,
  at,
  spec: null,
  level: null,
  race: null,
  role: null,
  position: null,
  professions: [],
  talents: null,
  classTalents: [],
  specTalents: [],
  heroTalents: [],
  glyphs: [],
  petFamily: null,
  petUptimePpm: 1_000_000,
  petSpec: 'ferocity',
  gear: new Map(),
  gearStats: {},
  enchantStats: {},
  totalStats: {},
  potion: null,
  flask: null,
  food: null,
  augmentation: null,
  temporaryEnchants: [],
  setBonuses: new Map(),
  distanceMilliyards: null,
  actionLists: newActionLists(),
});

/** A draft that can change without changing the one it came from. */
export const cloneCharacter = (source: CharacterDraft, name: string, at: Position): CharacterDraft => ({
  ...source,
  name,
  at,
  gearStats: { ...source.gearStats },
  enchantStats: { ...source.enchantStats },
  totalStats: { ...source.totalStats },
  actionLists: cloneActionLists(source.actionLists),
});

export interface TargetDraft {
  level: number | null;
  armor: number | null;
  race: string | null;
  health: number | null;
}

export interface FightDraft {
  lengthMs: number | null;
  varyPpm: number;
  fixedTime: boolean;
  style: FightStyle;
  desiredTargets: number;
  targetLevel: number | null;
  /** Levels above the character's. */
  targetLevelOffset: number;
  targetArmor: number | null;
  targetRace: string;
  targetHealth: number | null;
  executePct: number;
  enemyDeathPct: number;
  reactionMs: number;
  enemies: readonly TargetDraft[];
  raidEvents: readonly RaidEventConfig[];
  bloodlustAtMs: number;
  bloodlustAtHealthPct: number;
  /** `null`: not stated. */
  optimalRaid: boolean | null;
  /** What `override.` said since `optimal_raid`, as counts by name. */
  overrides: ReadonlyMap<string, number>;
}

export const newFight = (): FightDraft => ({
  lengthMs: null,
  varyPpm: 200_000,
  fixedTime: true,
  style: 'Patchwerk',
  desiredTargets: 1,
  targetLevel: null,
  targetLevelOffset: 3,
  targetArmor: null,
  targetRace: 'humanoid',
  targetHealth: null,
  executePct: 20,
  enemyDeathPct: 0,
  reactionMs: 500,
  enemies: [],
  raidEvents: [],
  bloodlustAtMs: 500,
  bloodlustAtHealthPct: 25,
  optimalRaid: null,
  overrides: new Map(),
});

export interface JobDraft {
  iterations: Stated<number> | null;
  targetErrorPct: Stated<number> | null;
  seed: number | null;
  /** `calculate_scale_factors`, and how. */
  wantsWeights: boolean;
  weightStats: Stated<readonly string[]> | null;
  weightDeltaMultiplier: number;
  weightsCentred: boolean;
}

export const newJob = (): JobDraft => ({
  iterations: null,
  targetErrorPct: null,
  seed: null,
  wantsWeights: false,
  weightStats: null,
  weightDeltaMultiplier: 1,
  weightsCentred: true,
});

/** All that assignments write to. Exactly one of `character` and `enemy` is open, or neither before the first. */
export interface ProfileDraft {
  readonly ruleset: Ruleset;
  readonly job: JobDraft;
  readonly fight: FightDraft;
  character: CharacterDraft | null;
  enemy: TargetDraft | null;
  /** What was found missing and has been said once. */
  readonly noneOpenReported: Set<'character' | 'enemy'>;
}

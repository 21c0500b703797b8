export { armsForQuestion, type AskedQuestion } from './arms-for-question.ts';
export type { AddonExport, CandidateItem, SavedLoadout } from './addon-export.ts';
export { defaultListName, precombatListName } from './action-lists.ts';
export type * from './arm-config.ts';
export { fightStyles, gearSlots, statNames } from './arm-config.ts';
export type * from './ast.ts';
export { canonicalConfig } from './canonical-config.ts';
export { classesOf, racesOf, rulesets, specsOf } from './character-names.ts';
export { applyBinary, applyUnary, foldConstants } from './fold-constants.ts';
export { nearestName } from './nearest-name.ts';
export { parseActionEntry, type ParsedActionEntry } from './parse-action-entry.ts';
export { parseExpression, type ParsedExpression } from './parse-expression.ts';
export type { JobInput } from './job-input.ts';
export { parseJobInput, type ParsedJobInput } from './parse-job-input.ts';
export type { Problem } from './problem.ts';
export { profileLimits } from './profile-limits.ts';
export { raidEffectsOf, type RaidEffect } from './raid-effects.ts';
export { mainStatOf, weighedStatsOf } from './weighed-stats.ts';
export {
  plainWeightsWish,
  type PlannedArm,
  type StatOffset,
  weighStats,
  type WeighedStats,
  type WeightsWish,
} from './weigh-stats.ts';
export { type NamedSpec, type UnsupportedSpec, unsupportedSpecs } from './unsupported-specs.ts';

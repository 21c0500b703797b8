export { Ability, type AbilityOptions } from './ability.ts';
export { Actor, type ActorOptions, type Rotation } from './actor.ts';
export {
  type AttackRoll,
  type Defence,
  type Outcome,
  outcome,
  rollCrit,
  rollMissAndCrit,
  rollSpecial,
  rollSwing,
} from './attack-table.ts';
export { Aura, type AuraOptions } from './aura.ts';
export { Combatant, type CombatStats } from './combatant.ts';
export { Cooldown } from './cooldown.ts';
export { DamageSource, type DamageSourceOptions } from './damage-source.ts';
export { EventQueue, eventPriority, MAX_TIME_MS } from './event-queue.ts';
export { EventCapExceeded, Fight, MAX_EVENTS_PER_FIGHT, type Resettable } from './fight.ts';
export { FightRecorder } from './fight-recorder.ts';
export { Multiplier, productOf } from './multiplier.ts';
export { PeriodicEffect, type PeriodicEffectOptions } from './periodic-effect.ts';
export { RandomStream } from './random-stream.ts';
export { Resource } from './resource.ts';
export { runIterations, type RunOptions } from './run-iterations.ts';
export { SwingTimer } from './swing-timer.ts';
export { Target, type TargetOptions } from './target.ts';

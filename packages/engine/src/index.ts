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
export { Channel, type ChannelOptions } from './channel.ts';
export { Combatant, type CombatStats } from './combatant.ts';
export { Cooldown } from './cooldown.ts';
export { DamageOverTime, type DamageOverTimeOptions } from './damage-over-time.ts';
export { DamageSource, type DamageSourceOptions } from './damage-source.ts';
export { EventQueue, eventPriority, MAX_TIME_MS } from './event-queue.ts';
export { EventCapExceeded, Fight, MAX_EVENTS_PER_FIGHT, type Resettable } from './fight.ts';
export { FightRecorder } from './fight-recorder.ts';
export { type Guardian, Guardians } from './guardians.ts';
export { Multiplier, productOf } from './multiplier.ts';
export { PeriodicEffect, type PeriodicEffectOptions } from './periodic-effect.ts';
export { RandomStream } from './random-stream.ts';
export { Resource } from './resource.ts';
export { RollingDamage } from './rolling-damage.ts';
export { runIterations, type RunOptions } from './run-iterations.ts';
export { SeparateStacks, type SeparateStacksOptions } from './separate-stacks.ts';
export { SwingTimer } from './swing-timer.ts';
export { Target, type TargetOptions } from './target.ts';

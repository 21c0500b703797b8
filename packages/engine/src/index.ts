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
export { DamageSource, type DamageSourceOptions, type OnArrival } from './damage-source.ts';
export { Enemies } from './enemies.ts';
export { Movement } from './movement.ts';
export { drawAbout, normalDeviate } from './normal-deviate.ts';
export { type DrawnLength, RecurringEvent, type RecurringEventOptions } from './recurring-event.ts';
export { restriction } from './restriction.ts';
export { EventQueue, eventPriority, MAX_TIME_MS } from './event-queue.ts';
export { EventCapExceeded, Fight, MAX_EVENTS_PER_FIGHT, type Resettable, type Tallied } from './fight.ts';
export type { FightObserver } from './fight-observer.ts';
export { FightRecorder } from './fight-recorder.ts';
export { type Guardian, Guardians } from './guardians.ts';
export { directHit, hitKind, type HitListener } from './hit-kind.ts';
export { Multiplier, productOf } from './multiplier.ts';
export { PeriodicEffect, type PeriodicEffectOptions } from './periodic-effect.ts';
export { AccumulatedChance } from './proc/accumulated-chance.ts';
export { FlatChance } from './proc/flat-chance.ts';
export { type ProcChance } from './proc/proc-chance.ts';
export { Proc, type ProcOptions } from './proc/proc.ts';
export { RealPpm, type RealPpmOptions, type RealPpmRules, realPpmRules } from './proc/real-ppm.ts';
export { ShuffledDeck } from './proc/shuffled-deck.ts';
export { ThresholdCounter, type ThresholdStart } from './proc/threshold-counter.ts';
export { RandomStream } from './random-stream.ts';
export { Resource } from './resource.ts';
export { RollingDamage } from './rolling-damage.ts';
export { runIterations, type RunOptions } from './run-iterations.ts';
export { SeparateStacks, type SeparateStacksOptions } from './separate-stacks.ts';
export { SwingTimer } from './swing-timer.ts';
export { Target, TARGET, type TargetOptions } from './target.ts';
export { MAX_SEQUENCE_ENTRIES, type Sequence, type SequenceEntry, writeSequence } from './write-sequence.ts';
export { PLAYER } from '@wowlab/statistics';

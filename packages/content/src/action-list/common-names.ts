import type { Ability, Actor, Aura, Fight, Resource, Target } from '@wowlab/engine';
import { MS_PER_SECOND } from './action-world.ts';
import type { Evaluate } from './compile-expression.ts';

/** What a name stands for: a number that never changes, something to ask, or nothing known. */
export type NameValue = number | Evaluate | null;

/** A periodic effect on the target, whatever kind of it. */
export interface NamedDot {
  readonly isTicking: boolean;
  readonly isRefreshable?: boolean;
  remaining(): number;
}

/** What the names that all classes share are looked up in. */
export interface NamedThings {
  readonly fight: Fight;
  readonly actor: Actor;
  readonly target: Target;
  /** By the names action lists use. */
  readonly abilities: ReadonlyMap<string, Ability>;
  readonly auras: ReadonlyMap<string, Aura>;
  readonly dots: ReadonlyMap<string, NamedDot>;
  readonly resource: Resource;
  /** How long it takes to notice an aura, ms. */
  readonly reactionMs: number;
  readonly lengthMs: number;
  /** The global cooldown of an ordinary ability, s. */
  readonly gcdS: number | Evaluate;
}

const PCT = 100;

export const truth = (holds: boolean): number => (holds ? 1 : 0);

/** The names that mean the same for every class. Times are seconds, as in SimulationCraft. */
export const resolveCommonName = (things: NamedThings, parts: readonly string[], action: string): NameValue => {
  const [first = '', ...rest] = parts;
  const [name = '', field = ''] = rest;
  switch (first) {
    case 'buff':
    case 'debuff':
    case 'aura':
      return auraValue(things, rest);
    case 'dot':
      return dotValue(things, name, field);
    case 'cooldown':
      return cooldownValue(things, name, field);
    case 'action':
      return actionValue(things, name, field);
    case 'target':
      return targetValue(things, rest);
    case 'ticking':
    case 'remains':
    case 'refreshable':
      return rest.length === 0 ? (dotValue(things, action, first) ?? auraValue(things, [action, first])) : null;
    case 'cost':
    case 'cast_time':
    case 'execute_time':
      return rest.length === 0 ? actionValue(things, action, first) : null;
    case 'charges':
    case 'charges_fractional':
    case 'full_recharge_time':
      return rest.length === 0 ? cooldownValue(things, action, first) : null;
    default:
      if (first === things.resource.name) return resourceValue(things.resource, name === '' ? 'amount' : name);
      return fightValue(things, parts);
  }
};

/** The fields of an aura by its name; of a periodic effect when no aura is called so. */
export const auraValue = (things: NamedThings, parts: readonly string[]): NameValue => {
  const [name = '', field = ''] = parts;
  const aura = things.auras.get(name);
  return aura === undefined ? dotValue(things, name, field) : fieldOfAura(things, aura, field);
};

const fieldOfAura = (things: NamedThings, aura: Aura, field: string): NameValue => {
  const { fight, reactionMs, lengthMs } = things;
  switch (field) {
    case 'up':
      return () => truth(aura.stacks > 0);
    case 'down':
      return () => truth(aura.stacks === 0);
    case 'stack':
    case 'value':
      return () => aura.stacks;
    case 'react':
      return () => (fight.now >= aura.gainedAt + reactionMs ? aura.stacks : 0);
    case 'remains':
      return () => aura.remaining() / MS_PER_SECOND;
    case 'duration':
      return (aura.durationMs ?? lengthMs) / MS_PER_SECOND;
    case 'max_stack':
      return aura.maxStacks;
    default:
      return null;
  }
};

const dotValue = (things: NamedThings, name: string, field: string): NameValue => {
  const dot = things.dots.get(name);
  if (dot === undefined) return null;
  switch (field) {
    case 'ticking':
    case 'up':
    case 'react':
      return () => truth(dot.isTicking);
    case 'down':
      return () => truth(!dot.isTicking);
    case 'remains':
      return () => dot.remaining() / MS_PER_SECOND;
    case 'refreshable':
      return dot.isRefreshable === undefined ? null : () => truth(dot.isRefreshable === true);
    default:
      return null;
  }
};

const cooldownValue = (things: NamedThings, name: string, field: string): NameValue => {
  const cooldown = things.abilities.get(name)?.cooldown;
  if (cooldown === undefined || cooldown === null) return null;
  switch (field) {
    case 'remains':
      return () => cooldown.remaining() / MS_PER_SECOND;
    case 'ready':
    case 'up':
      return () => truth(cooldown.isReady);
    case 'down':
      return () => truth(!cooldown.isReady);
    case 'charges':
      return () => cooldown.charges();
    case 'charges_fractional':
      return () => cooldown.chargesFractional();
    case 'full_recharge_time':
      return () => cooldown.fullRechargeMs() / MS_PER_SECOND;
    case 'max_charges':
      return cooldown.maxCharges;
    case 'duration':
      return cooldown.durationMs / MS_PER_SECOND;
    default:
      return null;
  }
};

const actionValue = (things: NamedThings, name: string, field: string): NameValue => {
  const ability = things.abilities.get(name);
  if (ability === undefined) return null;
  const castMs = ability.castMs ?? ((): number => 0);
  switch (field) {
    case 'cost':
      return () => ability.cost();
    case 'cast_time':
      return () => castMs() / MS_PER_SECOND;
    case 'execute_time':
      return () => Math.max(castMs(), things.actor.gcdOf(ability)) / MS_PER_SECOND;
    case 'ready':
    case 'usable':
      return () => truth(ability.isReadyWithin(0));
    default:
      return cooldownValue(things, name, field);
  }
};

const resourceValue = (resource: Resource, field: string): NameValue => {
  switch (field) {
    case 'amount':
    case 'current':
      return () => resource.amount();
    case 'max':
      return resource.max;
    case 'deficit':
      return () => resource.max - resource.amount();
    case 'pct':
      return () => (PCT * resource.amount()) / resource.max;
    case 'regen':
      return () => resource.perSecond;
    case 'time_to_max':
      return () => (resource.max - resource.amount()) / resource.perSecond;
    default:
      return null;
  }
};

const targetValue = (things: NamedThings, parts: readonly string[]): NameValue => {
  const { fight, target } = things;
  switch (parts.join('.')) {
    case 'health.pct':
      return () => target.healthPct();
    case 'time_to_die':
      return () => (fight.endMs - fight.now) / MS_PER_SECOND;
    default:
      return parts[0] === 'debuff' || parts[0] === 'dot' ? auraValue(things, parts.slice(1)) : null;
  }
};

const fightValue = (things: NamedThings, parts: readonly string[]): NameValue => {
  const { fight, actor } = things;
  switch (parts.join('.')) {
    case 'time':
      return () => fight.now / MS_PER_SECOND;
    case 'fight_remains':
    case 'time_to_die':
    case 'time_to_die.remains':
      return () => (fight.endMs - fight.now) / MS_PER_SECOND;
    case 'gcd':
    case 'gcd.max':
      return things.gcdS;
    case 'gcd.remains':
      return () => Math.max(0, actor.gcdReadyAt - fight.now) / MS_PER_SECOND;
    case 'active_enemies':
    case 'desired_targets':
      return 1;
    default:
      return parts[0] === 'spell_targets' ? 1 : null;
  }
};

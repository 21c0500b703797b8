import type { Ability, Actor, Aura, Enemies, Fight, Movement, Resource } from '@wowlab/engine';
import { MS_PER_SECOND } from './action-world.ts';
import type { PlacedEvent } from '../raid-events/raid-event-world.ts';
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
  readonly enemies: Enemies;
  readonly movement?: Movement;
  readonly raidEvents?: readonly PlacedEvent[];
  /** By the names action lists use. */
  readonly abilities: ReadonlyMap<string, Ability>;
  readonly auras: ReadonlyMap<string, Aura>;
  /** What each enemy has of its own, by the enemy's index. */
  readonly debuffs: ReadonlyMap<string, readonly Aura[]>;
  readonly dots: ReadonlyMap<string, readonly NamedDot[]>;
  readonly resource: Resource;
  /** How long it takes to notice an aura, ms. */
  readonly reactionMs: number;
  readonly lengthMs: number;
  /** How many enemies are there for the whole fight. */
  readonly standing: number;
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
    case 'raid_event':
      return raidEventValue(things.raidEvents ?? [], name, field);
    case 'movement':
      return movementValue(things.movement, name);
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
  if (aura !== undefined) return fieldOfAura(things, aura, () => aura, field);
  const debuffs = things.debuffs.get(name);
  const [first] = debuffs ?? [];
  if (debuffs === undefined || first === undefined) return dotValue(things, name, field);
  return fieldOfAura(things, first, ofAimed(things, debuffs, first), field);
};

/** Of what each enemy has, the one of the enemy that is aimed at. */
const ofAimed = <Effect>({ enemies }: NamedThings, effects: readonly Effect[], first: Effect): (() => Effect) =>
  effects.length > 1 ? () => effects[enemies.aimed.index] as Effect : () => first;

/** @param alike one that has the same duration and stacks. @param ofNow the one that is asked about. */
const fieldOfAura = (things: NamedThings, alike: Aura, ofNow: () => Aura, field: string): NameValue => {
  const { fight, reactionMs, lengthMs } = things;
  switch (field) {
    case 'up':
      return () => truth(ofNow().stacks > 0);
    case 'down':
      return () => truth(ofNow().stacks === 0);
    case 'stack':
    case 'value':
      return () => ofNow().stacks;
    case 'react':
      return () => {
        const aura = ofNow();
        return fight.now >= aura.gainedAt + reactionMs ? aura.stacks : 0;
      };
    case 'remains':
      return () => ofNow().remaining() / MS_PER_SECOND;
    case 'duration':
      return (alike.durationMs ?? lengthMs) / MS_PER_SECOND;
    case 'max_stack':
      return alike.maxStacks;
    default:
      return null;
  }
};

const dotValue = (things: NamedThings, name: string, field: string): NameValue => {
  const dots = things.dots.get(name);
  const [first] = dots ?? [];
  if (dots === undefined || first === undefined) return null;
  const ofNow = ofAimed(things, dots, first);
  switch (field) {
    case 'ticking':
    case 'up':
    case 'react':
      return () => truth(ofNow().isTicking);
    case 'down':
      return () => truth(!ofNow().isTicking);
    case 'remains':
      return () => ofNow().remaining() / MS_PER_SECOND;
    case 'refreshable':
      return first.isRefreshable === undefined ? null : () => truth(ofNow().isRefreshable === true);
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

const movementValue = (movement: Movement | undefined, field: string): NameValue => {
  if (movement === undefined) return null;
  if (field === 'remains') return () => movement.remaining() / MS_PER_SECOND;
  return field === 'distance' ? () => movement.distance() : null;
};

/** `raid_event.adds.in`: of several events of one type the one that is up, else the one that starts next. */
const raidEventValue = (events: readonly PlacedEvent[], type: string, field: string): NameValue => {
  const matching = events.filter((placed) => placed.type === type);
  const startsIn = (): number => matching.reduce((least, { event }) => Math.min(least, event.startsIn()), Infinity);
  switch (field) {
    case 'exists':
      return truth(matching.length > 0);
    case 'in':
      return () => startsIn() / MS_PER_SECOND;
    case 'up':
      return () => truth(matching.some(({ event }) => event.isUp));
    case 'remains':
      return () => matching.reduce((most, { event }) => Math.max(most, event.remaining()), 0) / MS_PER_SECOND;
    case 'count':
      return () => matching.reduce((sum, placed) => sum + (placed.event.isUp ? placed.count() : 0), 0);
    default:
      return null;
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
  const { enemies } = things;
  switch (parts.join('.')) {
    case 'health.pct':
      return () => enemies.aimed.healthPct();
    case 'time_to_die':
      return () => enemies.aimed.timeToDie() / MS_PER_SECOND;
    default:
      return parts[0] === 'debuff' || parts[0] === 'dot' ? auraValue(things, parts.slice(1)) : null;
  }
};

const fightValue = (things: NamedThings, parts: readonly string[]): NameValue => {
  const { fight, actor, enemies } = things;
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
    case 'desired_targets':
      return things.standing;
    case 'active_enemies':
    case 'enemies':
      return enemies.isSeveral ? () => enemies.count : 1;
    default:
      if (parts[0] !== 'spell_targets') return null;
      return enemies.isSeveral ? () => enemies.count : 1;
  }
};

import type { Ability, Aura, PeriodicEffect } from '@wowlab/engine';
import { MS_PER_SECOND } from '../../action-list/action-world.ts';
import type { Evaluate } from '../../action-list/compile-expression.ts';
import { hunterTalents } from './data/talents.ts';
import type { Hunter } from './hunter.ts';

type Value = number | Evaluate | null;

const PCT = 100;
const GCD_S = 1;

const truth = (holds: boolean): number => (holds ? 1 : 0);

/** What the names in a hunter's action lists stand for. Times are seconds, as in SimulationCraft. */
export const resolveHunterName = (hunter: Hunter, parts: readonly string[], action: string): Value => {
  const [first = '', ...rest] = parts;
  switch (first) {
    case 'buff':
    case 'debuff':
    case 'aura':
      return auraValue(hunter, rest);
    case 'dot':
      return dotValue(hunter, rest[0] ?? '', rest[1] ?? '');
    case 'pet':
      return petValue(hunter, rest);
    case 'cooldown':
      return cooldownValue(hunter, rest[0] ?? '', rest[1] ?? '');
    case 'action':
      return actionValue(hunter, rest[0] ?? '', rest[1] ?? '');
    case 'focus':
      return focusValue(hunter, rest[0] ?? 'amount');
    case 'talent':
      return rest[0] !== undefined && hunterTalents.includes(rest[0])
        ? truth([...hunter.inputs.talents].some((talent) => talent === rest[0]))
        : null;
    case 'race':
      return truth(hunter.inputs.race === rest[0]);
    case 'set_bonus':
      return setBonusValue(hunter, rest[0] ?? '');
    case 'target':
      return targetValue(hunter, rest);
    case 'ticking':
    case 'remains':
    case 'refreshable':
      return rest.length === 0 ? (dotValue(hunter, action, first) ?? auraValue(hunter, [action, first])) : null;
    case 'cost':
    case 'cast_time':
    case 'execute_time':
      return rest.length === 0 ? actionValue(hunter, action, first) : null;
    default:
      return fightValue(hunter, parts);
  }
};

/** `pet.NAME.buff.X.FIELD` or `pet.buff.X.FIELD`: there is one pet, whatever it is called. */
const petValue = (hunter: Hunter, parts: readonly string[]): Value => {
  const buff = parts.indexOf('buff');
  return buff === 0 || buff === 1 ? auraValue(hunter, parts.slice(buff + 1)) : null;
};

const fightValue = (hunter: Hunter, parts: readonly string[]): Value => {
  const { fight, actor } = hunter;
  switch (parts.join('.')) {
    case 'time':
      return () => fight.now / MS_PER_SECOND;
    case 'fight_remains':
    case 'time_to_die':
      return () => (fight.endMs - fight.now) / MS_PER_SECOND;
    case 'gcd':
    case 'gcd.max':
      return GCD_S;
    case 'gcd.remains':
      return () => Math.max(0, actor.gcdReadyAt - fight.now) / MS_PER_SECOND;
    case 'active_enemies':
    case 'desired_targets':
      return 1;
    default:
      return parts[0] === 'spell_targets' ? 1 : null;
  }
};

const targetValue = (hunter: Hunter, parts: readonly string[]): Value => {
  const { fight, target } = hunter;
  switch (parts.join('.')) {
    case 'health.pct':
      return () => target.healthPct();
    case 'time_to_die':
      return () => (fight.endMs - fight.now) / MS_PER_SECOND;
    default:
      return parts[0] === 'debuff' || parts[0] === 'dot'
        ? (auraValue(hunter, parts.slice(1)) ?? dotValue(hunter, parts[1] ?? '', parts[2] ?? ''))
        : null;
  }
};

const auraValue = (hunter: Hunter, parts: readonly string[]): Value => {
  const [name = '', field = ''] = parts;
  const aura = hunter.auras.get(name);
  if (aura === undefined) return hunter.dots.has(name) ? dotValue(hunter, name, field) : null;
  return fieldOfAura(hunter, aura, field);
};

const fieldOfAura = (hunter: Hunter, aura: Aura, field: string): Value => {
  const { fight, inputs } = hunter;
  switch (field) {
    case 'up':
      return () => truth(aura.stacks > 0);
    case 'down':
      return () => truth(aura.stacks === 0);
    case 'stack':
    case 'value':
      return () => aura.stacks;
    case 'react':
      return () => (fight.now >= aura.gainedAt + inputs.reactionMs ? aura.stacks : 0);
    case 'remains':
      return () => aura.remaining() / MS_PER_SECOND;
    case 'duration':
      return (aura.durationMs ?? inputs.lengthMs) / MS_PER_SECOND;
    case 'max_stack':
      return aura.maxStacks;
    default:
      return null;
  }
};

const dotValue = (hunter: Hunter, name: string, field: string): Value => {
  const dot: PeriodicEffect | undefined = hunter.dots.get(name);
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
    default:
      return null;
  }
};

const cooldownValue = (hunter: Hunter, name: string, field: string): Value => {
  const cooldown = hunter.abilities.get(name)?.cooldown;
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
      return () => truth(cooldown.isReady);
    case 'duration':
      return cooldown.durationMs / MS_PER_SECOND;
    default:
      return null;
  }
};

const actionValue = (hunter: Hunter, name: string, field: string): Value => {
  const ability: Ability | undefined = hunter.abilities.get(name);
  if (ability === undefined) return null;
  const castMs = ability.castMs ?? ((): number => 0);
  switch (field) {
    case 'cost':
      return () => ability.cost();
    case 'cast_time':
      return () => castMs() / MS_PER_SECOND;
    case 'execute_time':
      return () => Math.max(castMs(), ability.gcdMs) / MS_PER_SECOND;
    case 'ready':
    case 'usable':
      return () => truth(ability.isReadyWithin(0));
    default:
      return null;
  }
};

const focusValue = (hunter: Hunter, field: string): Value => {
  const { focus } = hunter;
  switch (field) {
    case 'amount':
    case 'current':
      return () => focus.amount();
    case 'max':
      return focus.max;
    case 'deficit':
      return () => focus.max - focus.amount();
    case 'pct':
      return () => (PCT * focus.amount()) / focus.max;
    case 'regen':
      return () => focus.perSecond;
    case 'time_to_max':
      return () => (focus.max - focus.amount()) / focus.perSecond;
    default:
      return null;
  }
};

const SET_BONUS = /^(?<set>[a-z0-9]+?)_?(?<pieces>[24])pc(?:_[a-z]+)*$/;

/** `tier14_2pc`, `tier14_4pc_melee`. */
const setBonusValue = (hunter: Hunter, name: string): Value => {
  const groups = SET_BONUS.exec(name)?.groups;
  if (groups === undefined) return null;
  return truth(hunter.inputs.setPieces(groups['set'] ?? '') >= Number(groups['pieces']));
};

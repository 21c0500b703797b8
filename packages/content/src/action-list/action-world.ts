import type { Ability, Actor, Fight, FightRecorder } from '@wowlab/engine';
import type { NameResolver } from './compile-expression.ts';

/** What action lists are compiled against: one actor of one arm. */
export interface ActionWorld {
  readonly fight: Fight;
  readonly actor: Actor;
  readonly recorder: FightRecorder;
  readonly abilities: ReadonlyMap<string, Ability>;
  /** Actions that are done anyway, or that have nothing to do here. */
  readonly accepted: ReadonlySet<string>;
  /** Names of the spec: buffs, cooldowns, resources, talents. */
  readonly resolve: NameResolver;
  readonly notModelled: Set<string>;
}

export const MS_PER_SECOND = 1000;

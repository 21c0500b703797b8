import type { Ability, Actor, Aura, Enemies, Fight, FightRecorder } from '@wowlab/engine';
import type { NameResolver } from './compile-expression.ts';

/** What action lists are compiled against: one actor of one arm. */
export interface ActionWorld {
  readonly fight: Fight;
  readonly actor: Actor;
  readonly recorder: FightRecorder;
  readonly enemies: Enemies;
  readonly abilities: ReadonlyMap<string, Ability>;
  /** Items that can be used, by slot; left out for none. */
  readonly usableItems?: ReadonlyMap<string, { readonly item: string; readonly ability: Ability }>;
  /** Buffs by name, for `cancel_buff`. */
  readonly auras?: ReadonlyMap<string, Aura>;
  /** Actions that are done anyway, or that have nothing to do here. */
  readonly accepted: ReadonlySet<string>;
  /** Names of the spec: buffs, cooldowns, resources, talents. */
  readonly resolve: NameResolver;
  readonly notModelled: Set<string>;
}

export const MS_PER_SECOND = 1000;

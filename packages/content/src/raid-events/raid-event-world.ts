import type { Actor, Aura, Enemies, Fight, Movement, RecurringEvent } from '@wowlab/engine';

/** What raid events act on. */
export interface RaidEventWorld {
  readonly fight: Fight;
  readonly enemies: Enemies;
  readonly actor: Actor;
  readonly movement: Movement;
  readonly auras: ReadonlyMap<string, Aura>;
}

/** A raid event of the fight, for conditions that ask about it. */
export interface PlacedEvent {
  readonly type: string;
  readonly event: RecurringEvent;
  /** How many enemies it last brought. */
  count(): number;
}

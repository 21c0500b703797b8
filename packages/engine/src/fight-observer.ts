import type { Outcome } from './attack-table.ts';
import type { Aura } from './aura.ts';
import type { Resource } from './resource.ts';

/**
 * Looks on while a fight runs, e.g. to write it down. It must not take part: no random numbers, no changes, and resources
 * only through `peek`, so that a fight is the same with and without it.
 */
export interface FightObserver {
  /** `agoMs`: how long ago, for a cast that began before the pull. */
  castBegan(actor: string, ability: string, castMs: number, agoMs?: number): void;
  /** An ability was completed. */
  used(actor: string, ability: string, resource: Resource | null, cost: number): void;
  /** An attack or a tick arrived, landed or not. */
  struck(actor: string, source: string, result: Outcome, damage: number, isTick: boolean): void;
  /** An aura was gained (from 0 stacks), lost (to 0), or has another number of stacks now. */
  changed(aura: Aura, before: number, after: number): void;
  /** An aura that was up was applied again. */
  refreshed(aura: Aura, stacks: number): void;
  gained(resource: Resource, source: string, points: number, wasted: number): void;
  happened(actor: string, proc: string): void;
}

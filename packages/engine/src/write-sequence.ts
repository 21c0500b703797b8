import { outcome, type Outcome } from './attack-table.ts';
import type { Aura } from './aura.ts';
import type { Fight } from './fight.ts';
import type { FightObserver } from './fight-observer.ts';
import type { FightRecorder } from './fight-recorder.ts';
import type { Resource } from './resource.ts';

/** One thing that happened in a fight. `atMs` counts from the pull. */
export type SequenceEntry = { readonly atMs: number; readonly actor: string; readonly name: string } & (
  | { readonly kind: 'cast'; readonly castMs: number }
  | {
      readonly kind: 'use';
      readonly cost: number;
      /** What is left of what it was paid with; null for what costs nothing anybody counts. */
      readonly resource: { readonly name: string; readonly left: number } | null;
    }
  | {
      readonly kind: 'hit' | 'tick';
      readonly result: 'miss' | 'dodge' | 'parry' | 'glance' | 'hit' | 'crit';
      readonly damage: number;
    }
  /** `actor` carries the buff or debuff; gained from 0 stacks, lost at 0. */
  | { readonly kind: 'gained' | 'lost' | 'stacks' | 'refreshed'; readonly stacks: number; readonly isDebuff: boolean }
  | { readonly kind: 'resource'; readonly resource: string; readonly points: number; readonly wasted: number }
  | { readonly kind: 'proc' }
);

/** Everything that happened in one iteration. */
export interface Sequence {
  readonly seed: number;
  readonly iteration: number;
  readonly lengthMs: number;
  /** All damage of the iteration, also of what was left out. */
  readonly damage: number;
  readonly dps: number;
  readonly entries: readonly SequenceEntry[];
  /** Entries left out because there were more than `MAX_SEQUENCE_ENTRIES`. */
  readonly leftOut: number;
}

/** Far above what a fight of some minutes has. */
export const MAX_SEQUENCE_ENTRIES = 200_000;

const MS_PER_SECOND = 1000;
const HUNDREDTHS = 100;

const hundredths = (points: number): number => Math.round(points * HUNDREDTHS) / HUNDREDTHS;

const resultNames: Readonly<Record<Outcome, 'miss' | 'dodge' | 'parry' | 'glance' | 'hit' | 'crit'>> = {
  [outcome.miss]: 'miss',
  [outcome.dodge]: 'dodge',
  [outcome.parry]: 'parry',
  [outcome.glance]: 'glance',
  [outcome.hit]: 'hit',
  [outcome.crit]: 'crit',
};

class SequenceWriter implements FightObserver {
  readonly entries: SequenceEntry[] = [];
  leftOut = 0;
  readonly #fight: Fight;

  constructor(fight: Fight) {
    this.#fight = fight;
  }

  castBegan(actor: string, name: string, castMs: number): void {
    this.#add({ atMs: this.#fight.now, actor, name, kind: 'cast', castMs });
  }

  used(actor: string, name: string, resource: Resource | null, cost: number): void {
    const left = resource === null ? null : { name: resource.name, left: hundredths(resource.peek()) };
    this.#add({ atMs: this.#fight.now, actor, name, kind: 'use', cost: hundredths(cost), resource: left });
  }

  struck(actor: string, name: string, result: Outcome, damage: number, isTick: boolean): void {
    const kind = isTick ? 'tick' : 'hit';
    this.#add({ atMs: this.#fight.now, actor, name, kind, result: resultNames[result], damage });
  }

  changed(aura: Aura, before: number, after: number): void {
    this.#aura(aura, before === 0 ? 'gained' : after === 0 ? 'lost' : 'stacks', after);
  }

  refreshed(aura: Aura, stacks: number): void {
    // A change of stacks is told of by itself.
    if (stacks === aura.stacks) this.#aura(aura, 'refreshed', stacks);
  }

  gained(resource: Resource, name: string, points: number, wasted: number): void {
    this.#add({
      atMs: this.#fight.now,
      actor: resource.owner,
      name,
      kind: 'resource',
      resource: resource.name,
      points: hundredths(points),
      wasted: hundredths(wasted),
    });
  }

  happened(actor: string, name: string): void {
    this.#add({ atMs: this.#fight.now, actor, name, kind: 'proc' });
  }

  #aura(aura: Aura, kind: 'gained' | 'lost' | 'stacks' | 'refreshed', stacks: number): void {
    const { name, on } = aura;
    this.#add({ atMs: this.#fight.now, actor: on, name, kind, stacks, isDebuff: aura.kind === 'debuff' });
  }

  #add(entry: SequenceEntry): void {
    if (this.entries.length < MAX_SEQUENCE_ENTRIES) this.entries.push(entry);
    else this.leftOut += 1;
  }
}

/** Runs one iteration once more and writes down what happens in it: the same fight to the last point of damage. */
export const writeSequence = (
  fight: Fight,
  recorder: FightRecorder,
  onEnd: (() => void) | undefined,
  seed: number,
  iteration: number,
): Sequence => {
  const writer = new SequenceWriter(fight);
  recorder.clear();
  recorder.beginIteration();
  fight.observer = writer;
  try {
    fight.run(seed, iteration);
    fight.now = fight.endMs;
    onEnd?.();
  } finally {
    fight.observer = null;
  }
  const { damage } = recorder;
  return {
    seed,
    iteration,
    lengthMs: fight.endMs,
    damage,
    dps: (damage * MS_PER_SECOND) / fight.endMs,
    entries: writer.entries,
    leftOut: writer.leftOut,
  };
};

import type { TableColumn } from './detail-tables.ts';
import { formatNumber, formatWhole } from './format.ts';

/** What an engine tells of one iteration; see `Sequence` of the engine. */
export interface ToldSequence {
  readonly entries: readonly ToldEntry[];
}

export interface ToldEntry {
  readonly atMs: number;
  readonly actor: string;
  readonly name: string;
  readonly kind: string;
  readonly castMs?: number;
  readonly cost?: number;
  readonly resource?: string | { readonly name: string; readonly left: number } | null;
  readonly result?: string;
  readonly damage?: number;
  readonly stacks?: number;
  readonly points?: number;
  readonly wasted?: number;
}

const columns: readonly TableColumn[] = [
  { heading: 'time', right: true },
  { heading: 'who', right: false },
  { heading: 'what', right: false },
  { heading: 'name', right: false },
  { heading: 'result', right: false },
];

const points = (value: number): string => formatNumber(value, 1);

const useOf = ({ cost = 0, resource }: ToldEntry): string => {
  if (typeof resource !== 'object' || resource === null) return '';
  return `${cost > 0 ? `for ${points(cost)}, ` : ''}${points(resource.left)} ${resource.name} left`;
};

const resultOf = (entry: ToldEntry): string => {
  const { damage = 0, result = '', stacks = 0, wasted = 0 } = entry;
  switch (entry.kind) {
    case 'cast':
      return `takes ${formatNumber((entry.castMs ?? 0) / 1000, 3)} s`;
    case 'use':
      return useOf(entry);
    case 'hit':
    case 'tick':
      return damage > 0 ? `${formatWhole(damage)}${result === 'hit' ? '' : ` (${result})`}` : result;
    case 'gained':
    case 'stacks':
    case 'refreshed':
      return stacks > 1 ? `${stacks} stacks` : '';
    case 'resource': {
      const gained = `+${points(entry.points ?? 0)} ${typeof entry.resource === 'string' ? entry.resource : ''}`;
      return wasted > 0 ? `${gained}, ${points(wasted)} wasted` : gained;
    }
    default:
      return '';
  }
};

/** A sequence as rows of text: time in seconds from the pull, who, what, by name, and what came of it. */
export const sequenceTable = (sequence: ToldSequence) => ({
  columns,
  rows: sequence.entries.map((entry): readonly string[] => [
    formatNumber(entry.atMs / 1000, 3),
    entry.actor,
    entry.kind,
    entry.name,
    resultOf(entry),
  ]),
});

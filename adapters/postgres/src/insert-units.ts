import type { OwnerFact } from '@wowlab/protocol';

import type { Transaction } from './database.ts';
import type { FactUnit } from './fact-unit.ts';
import { insertChunks, insertConfigs, insertJobs, insertNodes, insertOwners, insertResults } from './insert-facts.ts';

/** Tables are written in this order by everybody. */
const KIND_ORDER = ['config', 'node', 'owner', 'job', 'result', 'chunk'] as const satisfies readonly FactUnit['kind'][];

/** The row a unit is about. */
function keyOf(unit: FactUnit): string {
  switch (unit.kind) {
    case 'config':
      return unit.fact.hash;
    case 'node':
    case 'job':
      return unit.fact.id;
    case 'owner':
      return unit.fact.node;
    case 'result':
      return `${unit.fact.job}/${unit.fact.arm}`;
    case 'chunk':
      return `${unit.fact.job}/${unit.fact.arm}/${unit.fact.start}/${unit.fact.count}`;
    default:
      return unit satisfies never;
  }
}

/** Orders units of one row so that the one that must win comes last, by the rule of its statement. */
function comparePrecedence(a: FactUnit, b: FactUnit): number {
  if (a.kind === 'result' && b.kind === 'result') {
    return a.fact.iterations - b.fact.iterations || compareText(a.fact.digest, b.fact.digest);
  }
  if (a.kind === 'job' && b.kind === 'job') return a.fact.version - b.fact.version;
  if (a.kind === 'node' && b.kind === 'node') {
    return a.fact.lastSeenAtMs - b.fact.lastSeenAtMs || a.fact.version - b.fact.version;
  }
  if (a.kind === 'owner' && b.kind === 'owner') return a.fact.changedAtMs - b.fact.changedAtMs;
  if (a.kind === 'chunk' && b.kind === 'chunk') return a.fact.countedAtMs - b.fact.countedAtMs;
  return 0;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Units in the order in which every archiver writes them. */
export function inWritingOrder(units: readonly FactUnit[]): FactUnit[] {
  return units
    .map((unit) => ({ unit, rank: KIND_ORDER.indexOf(unit.kind), key: keyOf(unit) }))
    .sort((a, b) => a.rank - b.rank || compareText(a.key, b.key) || comparePrecedence(a.unit, b.unit))
    .map(({ unit }) => unit);
}

const firstOf = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** The winning change of a node with what an older one of the batch says for good. */
function withLastingMarks(winner: OwnerFact, units: readonly FactUnit[]): OwnerFact {
  const all = units.flatMap((unit) => (unit.kind === 'owner' && unit.fact.node === winner.node ? [unit.fact] : []));
  return {
    ...winner,
    revokedAtMs: firstOf(all.map((fact) => fact.revokedAtMs)),
    quarantinedAtMs: firstOf(all.map((fact) => fact.quarantinedAtMs)),
  };
}

/** Writes units that are in writing order. Of several about one row the winning one is written. Answers the rows changed. */
export async function insertUnits(tx: Transaction, units: readonly FactUnit[]): Promise<number> {
  const winners = [...new Map(units.map((unit) => [`${unit.kind} ${keyOf(unit)}`, unit])).values()];
  const configs = winners.flatMap((unit) => (unit.kind === 'config' ? [unit.fact] : []));
  const nodes = winners.flatMap((unit) => (unit.kind === 'node' ? [unit.fact] : []));
  const owners = winners.flatMap((unit) => (unit.kind === 'owner' ? [withLastingMarks(unit.fact, units)] : []));
  const jobs = winners.flatMap((unit) => (unit.kind === 'job' ? [unit.fact] : []));
  const results = winners.flatMap((unit) => (unit.kind === 'result' ? [unit.fact] : []));
  const chunks = winners.flatMap((unit) => (unit.kind === 'chunk' ? [unit.fact] : []));
  let rowsChanged = 0;
  if (configs.length > 0) rowsChanged += await insertConfigs(tx, configs);
  if (nodes.length > 0) rowsChanged += await insertNodes(tx, nodes);
  if (owners.length > 0) rowsChanged += await insertOwners(tx, owners);
  if (jobs.length > 0) rowsChanged += await insertJobs(tx, jobs);
  if (results.length > 0) rowsChanged += await insertResults(tx, results);
  if (chunks.length > 0) rowsChanged += await insertChunks(tx, chunks);
  return rowsChanged;
}

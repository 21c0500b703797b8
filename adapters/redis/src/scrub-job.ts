import { defineOperation } from './operation.ts';
import type { ReplyReader } from './reply-reader.ts';
import type { ScriptRunner } from './script-runner.ts';

export const snapshotJobOperation = defineOperation('snapshot_job', ['job']);

export interface Scrubbed {
  readonly chunks: Readonly<Record<'open' | 'leased' | 'done' | 'dead', number>>;
  readonly countedIterations: number;
  /** What contradicts conservation, in words; empty when all is well. */
  readonly violations: readonly string[];
}

interface Chunk {
  readonly arm: number;
  readonly start: number;
  readonly count: number;
  readonly generation: number;
  readonly state: string;
  readonly holder: string;
  readonly claims: string;
}

const readChunks = (reply: ReplyReader): ReadonlyMap<string, Chunk> => {
  const chunks = new Map<string, Chunk>();
  for (const [field, value] of reply.fields()) {
    const [count, generation, state = '', holder = '', , , , , claims = ''] = value.split(';');
    const [arm, start] = field.split(':').map(Number);
    const numbers = { arm: Number(arm), start: Number(start), count: Number(count), generation: Number(generation) };
    chunks.set(field, { ...numbers, state, holder, claims });
  }
  return chunks;
};

/** A job as its keys tell it, each part read by itself. */
interface Snapshot {
  readonly fields: ReadonlyMap<string, string>;
  readonly arms: ReadonlyMap<string, string>;
  readonly chunks: ReadonlyMap<string, Chunk>;
  readonly open: readonly string[];
  readonly cursors: ReadonlyMap<string, string>;
  readonly holders: ReadonlyMap<string, string>;
  readonly folded: ReadonlyMap<string, string>;
  readonly pending: ReadonlyMap<string, readonly number[]>;
  readonly leases: readonly { readonly node: string; readonly field: string; readonly generation: number }[];
  readonly checkpoints: readonly number[];
  readonly isRunnable: boolean;
  readonly isQueued: boolean;
  readonly isRunning: boolean;
  readonly proofs: readonly string[];
}

const nestedAll = (reply: ReplyReader): readonly ReplyReader[] => {
  const all: ReplyReader[] = [];
  while (reply.left > 0) all.push(reply.nested());
  return all;
};

const readSnapshot = (reply: ReplyReader): Snapshot => ({
  fields: reply.nested().fields(),
  arms: reply.nested().fields(),
  chunks: readChunks(reply.nested()),
  open: reply.nested().texts(),
  cursors: reply.nested().fields(),
  holders: reply.nested().fields(),
  folded: reply.nested().fields(),
  pending: new Map(nestedAll(reply.nested()).map((entry) => [entry.text(), entry.texts().map(Number)])),
  leases: nestedAll(reply.nested()).map((entry) => ({
    node: entry.text(),
    field: entry.text(),
    generation: Number(entry.text().split(',')[0]),
  })),
  checkpoints: (reply.text().split('|')[0] ?? '').split(',').map(Number),
  isRunnable: reply.integer() === 1,
  isQueued: reply.integer() === 1,
  isRunning: reply.integer() === 1,
  proofs: reply.nested().texts(),
});

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** The chunks of each arm lie end to end from 0 to its cursor. */
const gapsOf = ({ chunks, arms, fields }: Snapshot): readonly string[] => {
  const violations: string[] = [];
  const reached = new Map<number, number>();
  for (const chunk of [...chunks.values()].sort((a, b) => a.arm - b.arm || a.start - b.start)) {
    const expected = reached.get(chunk.arm) ?? 0;
    if (chunk.start !== expected) {
      violations.push(`arm ${chunk.arm} has a chunk at ${chunk.start}; ${expected} is wanted`);
    }
    reached.set(chunk.arm, chunk.start + chunk.count);
  }
  for (let arm = 0; arm < Number(fields.get('arms')); arm += 1) {
    const cursor = Number(arms.get(`c${arm}`) ?? 0);
    if (cursor !== (reached.get(arm) ?? 0)) {
      violations.push(`arm ${arm} is carved up to ${cursor}, its chunks reach ${reached.get(arm) ?? 0}`);
    }
  }
  const carved = sum(reached.values());
  if (carved !== Number(fields.get('carved')))
    violations.push(`carved is ${fields.get('carved')}, chunks add up to ${carved}`);
  return violations;
};

/** Every leased chunk is in its holder's leases and the other way round; the holders' counts agree. */
const leaseMismatches = ({ chunks, leases, holders }: Snapshot): readonly string[] => {
  const violations: string[] = [];
  const held = new Map(leases.map((lease) => [lease.field, lease]));
  if (held.size !== leases.length) violations.push('a chunk is leased to two nodes');
  const counts = new Map<string, number>();
  for (const [field, chunk] of chunks) {
    const lease = held.get(field);
    if (chunk.state !== 'l') {
      if (lease !== undefined) violations.push(`chunk ${field} is ${chunk.state} but node ${lease.node} holds it`);
      continue;
    }
    counts.set(chunk.holder, (counts.get(chunk.holder) ?? 0) + 1);
    if (lease?.node !== chunk.holder || lease.generation !== chunk.generation) {
      violations.push(`chunk ${field} is leased to ${chunk.holder}, whose leases do not say so`);
    }
  }
  for (const [node, count] of counts) {
    if (Number(holders.get(node)) !== count)
      violations.push(`holder ${node} has ${count} chunks, ${holders.get(node)} noted`);
  }
  if (holders.size !== counts.size) violations.push('holders are noted that hold nothing');
  return violations;
};

/** What was counted of an arm is in its prefix, its folded segments and its pending texts, each once. */
const countMismatches = ({ chunks, arms, folded, pending, checkpoints, fields }: Snapshot): readonly string[] => {
  const violations: string[] = [];
  for (let arm = 0; arm < Number(fields.get('arms')); arm += 1) {
    if (arms.has(`k${arm}`)) continue;
    const mine = (segment: string): boolean => segment.split(':')[0] === String(arm);
    const counted = Number(arms.get(`n${arm}`) ?? 0);
    const done = sum([...chunks.values()].filter((c) => c.arm === arm && c.state === 'd').map((c) => c.count));
    if (done !== counted) violations.push(`arm ${arm} counts ${counted} iterations, its done chunks have ${done}`);
    const decided = Number(arms.get(`d${arm}`) ?? 0);
    const kept =
      (checkpoints[decided - 1] ?? 0) +
      sum([...folded].filter(([name]) => mine(name.slice(1))).map(([, count]) => Number(count))) +
      sum([...pending].filter(([name]) => mine(name)).flatMap(([, counts]) => counts));
    if (kept !== counted) violations.push(`arm ${arm} counts ${counted} iterations, ${kept} are kept to be folded`);
  }
  return violations;
};

/** Open chunks can be found, and a job with work to give is in the run index. */
const indexMismatches = (snapshot: Snapshot): readonly string[] => {
  const { chunks, open, proofs, cursors, arms, fields, isRunnable, isQueued, isRunning } = snapshot;
  const violations: string[] = [];
  const isFinished = (arm: number): boolean => arms.has(`k${arm}`);
  const compare = (what: string, claimed: boolean, list: readonly string[]): void => {
    const isWanted = (chunk: Chunk): boolean => chunk.state === 'o' && (chunk.claims !== '') === claimed;
    const expected = [...chunks].filter(([, c]) => isWanted(c) && !isFinished(c.arm)).map(([field]) => field);
    if (expected.sort().join() === [...list].sort().join()) return;
    violations.push(`${what} chunks are ${expected.join()}, their list says ${list.join()}`);
  };
  compare('open', false, open);
  compare('claimed', true, proofs);
  const hasWork =
    Number(fields.get('fresh')) < Number(fields.get('arms')) || cursors.size + open.length + proofs.length > 0;
  if (hasWork && !isRunnable) violations.push('there is work to lease, but the run index does not know the job');
  const state = fields.get('state');
  if (isQueued !== (state === 'queued') || isRunning !== (state === 'running')) {
    violations.push(`the job is ${state}, the lists of jobs say otherwise`);
  }
  return violations;
};

/**
 * Derives conservation of a job anew from its data: each carved chunk is in exactly one of open, leased, done and dead, and
 * everything counted is kept once. Null for a job Redis does not know. An ended job is only checked for its lists.
 */
export const scrubJob = async (runner: ScriptRunner, job: string): Promise<Scrubbed | null> => {
  const reply = await runner.run(snapshotJobOperation, { job });
  if (reply.left === 0) return null;
  const snapshot = readSnapshot(reply);
  const states = [...snapshot.chunks.values()];
  const numberOf = (state: string): number => states.filter((chunk) => chunk.state === state).length;
  const isLive = ['queued', 'running'].includes(snapshot.fields.get('state') ?? '');
  const checks = isLive
    ? [gapsOf, leaseMismatches, countMismatches, indexMismatches].flatMap((check) => check(snapshot))
    : [];
  const odd = states.filter((chunk) => !'oldx'.includes(chunk.state)).map((chunk) => `a chunk is ${chunk.state}`);
  return {
    chunks: { open: numberOf('o'), leased: numberOf('l'), done: numberOf('d'), dead: numberOf('x') },
    countedIterations: sum(states.filter((chunk) => chunk.state === 'd').map((chunk) => chunk.count)),
    violations: [...checks, ...odd],
  };
};

import { createHash } from 'node:crypto';
import type {
  ChunkSummary,
  ChunksFact,
  ConfigFact,
  Fact,
  JobFact,
  NodeFact,
  OwnerFact,
  ResultFact,
} from '@wowlab/protocol';

import type { OutboxEntry } from '../archive.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A ULID whose order is that of `n`. */
export const jobId = (n: number): string => `01${n.toString().padStart(24, '0')}`;
export const nodeId = (n: number): string => (BASE32[n % 32] ?? 'a').repeat(32);
export const userId = (n: number): string => `00000000-0000-4000-8000-${n.toString().padStart(12, '0')}`;

export function configFact(n: number): ConfigFact {
  const text = JSON.stringify({ character: { class: 'hunter', spec: 'beast_mastery', level: n }, ruleset: 'mop' });
  return { kind: 'config', hash: sha256(text), text };
}

export function jobFact(n: number, more: Partial<JobFact> = {}): JobFact {
  return {
    kind: 'job',
    id: jobId(n),
    owner: userId(1),
    name: `job ${n}`,
    state: 'queued',
    version: 1,
    reason: null,
    engineBuild: sha256('build'),
    seed: Number.MAX_SAFE_INTEGER,
    iterations: 10_000,
    targetErrorPct: 0.1,
    chunkIterations: null,
    weight: 1,
    idempotencyKey: `key-${n}`,
    requestDigest: sha256(`request ${n}`),
    notes: ['“Trueshot Aura” is not used', 'comma, "quote", \\backslash {brace}'],
    arms: [{ name: 'base, {odd} "name" \\', config: configFact(n).hash }],
    computeMs: 0,
    createdAtMs: 1_790_000_000_000 + n,
    startedAtMs: null,
    finishedAtMs: null,
    ...more,
  };
}

export function resultFact(n: number, more: { arm?: number; iterations?: number } = {}): ResultFact {
  const { arm = 0, iterations = 10_000 } = more;
  const aggregate = JSON.stringify({
    version: 1,
    iterations,
    dps: { sum: `${iterations}00000000000000000`, sumOfSquares: `${iterations}0000000000000000000000000000000007` },
    arm,
  });
  return { kind: 'result', job: jobId(n), arm, iterations, digest: sha256(aggregate), aggregate };
}

export function chunkSummary(n: number, start: number, more: Partial<ChunkSummary> = {}): ChunkSummary {
  const key = `${n}/${start}`;
  return {
    job: jobId(n),
    arm: 0,
    start,
    count: 100,
    node: nodeId(start),
    generation: 1,
    computeMs: 2_000,
    digest: sha256(key),
    countedAtMs: 1_790_000_000_000,
    ...more,
  };
}

export const chunksFact = (chunks: readonly ChunkSummary[]): ChunksFact => ({ kind: 'chunks', chunks: [...chunks] });

export function nodeFact(n: number, more: Partial<NodeFact> = {}): NodeFact {
  return {
    kind: 'node',
    id: nodeId(n),
    version: 1,
    publicKey: 'A'.repeat(43),
    name: `node ${n}`,
    cores: 8,
    workers: 8,
    memoryBytes: 64 * 1024 ** 3,
    platform: 'linux x64',
    agent: '0.1.0',
    builds: [sha256('build')],
    registeredAtMs: 1_790_000_000_000,
    lastSeenAtMs: 1_790_000_000_000,
    ...more,
  };
}

export function ownerFact(n: number, more: Partial<OwnerFact> = {}): OwnerFact {
  return {
    kind: 'owner',
    node: nodeId(n),
    owner: userId(1),
    share: 'private',
    users: [],
    changedAtMs: 1_790_000_000_000,
    revokedAtMs: null,
    quarantinedAtMs: null,
    ...more,
  };
}

let entries = 0;

/** A fact as the outbox holds it. */
export function entryOf(fact: Fact): OutboxEntry {
  entries += 1;
  return { id: `${entries}-0`, body: JSON.stringify(fact) };
}

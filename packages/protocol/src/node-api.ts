import { Type } from 'typebox';
import { displayName, displayText } from './display-name.ts';
import { JobId, NodeId, Sha256Hex } from './ids.ts';
import { limits } from './limits.ts';

const count = (maximum: number = Number.MAX_SAFE_INTEGER) => Type.Integer({ minimum: 0, maximum });
const closed = { additionalProperties: false } as const;

/** What a node says of itself. The signature over the request proves `publicKey`; the id follows from it. */
export const RegisterNode = Type.Object(
  {
    publicKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'Raw Ed25519 public key, base64url.' }),
    name: displayName('What the owner calls the machine.'),
    /** A new one at each start of the agent: leases of an earlier session are given back at once. */
    session: Type.String({ format: 'uuid' }),
    cores: Type.Integer({ minimum: 1, maximum: 4096 }),
    workers: Type.Integer({ minimum: 1, maximum: 1024 }),
    memoryBytes: count(),
    platform: displayText(64, 'Operating system and architecture.'),
    agent: displayText(64, 'Version of the agent.'),
    builds: Type.Array(Sha256Hex, { minItems: 1, maxItems: 8, description: 'Engine builds the node can run.' }),
    enrolment: Type.Optional(
      Type.String({ maxLength: 2_048, description: 'An enrolment token: whose the node becomes if it is nobody’s.' }),
    ),
  },
  closed,
);
export type RegisterNode = Type.Static<typeof RegisterNode>;

export const NodeRegistered = Type.Object(
  {
    id: NodeId,
    serverTimeMs: Type.Integer(),
    heartbeatMs: Type.Integer(),
    realtimeUrl: Type.String({
      description: 'WebSocket address of the realtime server; a path is relative to this origin.',
    }),
    claimed: Type.Boolean({ description: 'False: nobody’s. It is given work once a user has claimed it.' }),
  },
  closed,
);
export type NodeRegistered = Type.Static<typeof NodeRegistered>;

export const RealtimeToken = Type.Object(
  { token: Type.String(), expiresAtMs: Type.Integer(), url: Type.String() },
  closed,
);
export type RealtimeToken = Type.Static<typeof RealtimeToken>;

/** Measured on the node, not guessed: a value that the platform does not tell is null. */
export const NodeMetrics = Type.Object(
  {
    cpuPct: Type.Number({ minimum: 0, maximum: 100 }),
    memoryUsedBytes: count(),
    memoryTotalBytes: count(),
    load1: Type.Number({ minimum: 0, maximum: 100_000 }),
    busyWorkers: count(1024),
    workers: count(1024),
    iterationsPerSecond: Type.Number({ minimum: 0, maximum: 1e9 }),
    temperatureC: Type.Union([Type.Number({ minimum: -100, maximum: 300 }), Type.Null()]),
  },
  closed,
);
export type NodeMetrics = Type.Static<typeof NodeMetrics>;

export const Heartbeat = Type.Object({ session: Type.String({ format: 'uuid' }), metrics: NodeMetrics }, closed);
export type Heartbeat = Type.Static<typeof Heartbeat>;

/** A heartbeat also renews the node's leases. `known: false` means: register again. */
export const HeartbeatAnswer = Type.Object(
  {
    serverTimeMs: Type.Integer(),
    known: Type.Boolean(),
    drain: Type.Boolean(),
    leases: count(),
    claimed: Type.Boolean(),
  },
  closed,
);
export type HeartbeatAnswer = Type.Static<typeof HeartbeatAnswer>;

/** Names one chunk: the interval `[start, start+count)` of an arm, and the grant it was leased under. */
const chunkFields = {
  job: JobId,
  arm: Type.Integer({ minimum: 0, maximum: limits.maxArms - 1 }),
  start: count(limits.maxIterations),
  count: Type.Integer({ minimum: 1, maximum: limits.maxChunkIterations }),
  generation: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
};
export const ChunkRef = Type.Object(chunkFields, closed);
export type ChunkRef = Type.Static<typeof ChunkRef>;

export const ChunkResult = Type.Object(
  {
    ...chunkFields,
    aggregate: Type.String({
      minLength: 2,
      maxLength: limits.aggregateChars,
      description: 'Canonical aggregate text.',
    }),
    computeMs: count(24 * 3600 * 1000),
  },
  closed,
);
export type ChunkResult = Type.Static<typeof ChunkResult>;

export const ChunkFailure = Type.Object(
  { ...chunkFields, reason: Type.String({ minLength: 1, maxLength: 500 }) },
  closed,
);
export type ChunkFailure = Type.Static<typeof ChunkFailure>;

/**
 * One exchange: bring results, give back, ask for more. `requestId` is new per exchange and kept over its retries, so
 * that a retry whose first answer was lost is given the same leases again.
 */
export const WorkRequest = Type.Object(
  {
    requestId: Type.String({ format: 'uuid' }),
    session: Type.String({ format: 'uuid' }),
    want: Type.Integer({ minimum: 0, maximum: limits.maxLeasesPerRequest }),
    builds: Type.Array(Sha256Hex, { minItems: 1, maxItems: 8 }),
    /** Measured iterations per second of one worker; 0 while nothing was measured. Paces the chunk size. */
    iterationsPerSecond: Type.Number({ minimum: 0, maximum: 1e7 }),
    completed: Type.Array(ChunkResult, { maxItems: limits.maxResultsPerRequest }),
    failed: Type.Array(ChunkFailure, { maxItems: limits.maxResultsPerRequest }),
    returned: Type.Array(ChunkRef, { maxItems: limits.maxLeasesPerRequest }),
  },
  closed,
);
export type WorkRequest = Type.Static<typeof WorkRequest>;

/** A lease. `leaseMs` counts from the answer; heartbeats renew it. */
export const Lease = Type.Object(
  { ...chunkFields, build: Sha256Hex, config: Sha256Hex, seed: count(limits.maxSeed), leaseMs: Type.Integer() },
  closed,
);
export type Lease = Type.Static<typeof Lease>;

/**
 * What became of one brought result. All are final: the node forgets the result.
 * `counted` entered the aggregate; `held` counts once a node of another owner has come to the same; `repeated` had been counted before from this very submission or equals what was counted;
 * `mismatch` differs from what was counted; `unneeded` the job has ended; `unknown` no such chunk was carved;
 * `foreign` was never leased to this node.
 */
export const ChunkOutcome = Type.Union([
  Type.Literal('counted'),
  Type.Literal('held'),
  Type.Literal('repeated'),
  Type.Literal('mismatch'),
  Type.Literal('unneeded'),
  Type.Literal('unknown'),
  Type.Literal('foreign'),
]);
export type ChunkOutcome = Type.Static<typeof ChunkOutcome>;

export const WorkAnswer = Type.Object(
  {
    serverTimeMs: Type.Integer(),
    /** In the order of `completed`. */
    completed: Type.Array(ChunkOutcome),
    leases: Type.Array(Lease),
    /** With no lease given: ask again after this long, jittered. */
    retryAfterMs: Type.Integer({ minimum: 0 }),
    drain: Type.Boolean(),
    /** Jobs of the leases this node holds that have ended: stop computing them. */
    ended: Type.Array(JobId),
  },
  closed,
);
export type WorkAnswer = Type.Static<typeof WorkAnswer>;

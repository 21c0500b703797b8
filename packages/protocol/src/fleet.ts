import { Type } from 'typebox';
import { NodeId, Sha256Hex, UserId } from './ids.ts';
import { NodeMetrics } from './node-api.ts';
import { NodeShare } from './node-sharing.ts';

const closed = { additionalProperties: false } as const;

/** A node as the fleet page shows it. */
export const FleetNode = Type.Object(
  {
    id: NodeId,
    name: Type.String(),
    state: Type.Union([Type.Literal('active'), Type.Literal('draining'), Type.Literal('dead')]),
    platform: Type.String(),
    agent: Type.String(),
    cores: Type.Integer(),
    workers: Type.Integer(),
    builds: Type.Array(Sha256Hex),
    registeredAtMs: Type.Integer(),
    lastHeartbeatAtMs: Type.Integer(),
    leases: Type.Integer(),
    chunksDone: Type.Integer(),
    metrics: Type.Union([NodeMetrics, Type.Null()]),
    /** Whether it is the reader's. */
    mine: Type.Boolean(),
    /** False: nobody claimed it, and it is given no work. */
    claimed: Type.Boolean(),
    share: NodeShare,
    /** How far its results are believed: all are checked until `proven`, then a sample; a quarantined one is given nothing. */
    trust: Type.Union([Type.Literal('unproven'), Type.Literal('proven'), Type.Literal('quarantined')]),
    /** Results that machines of other owners confirmed. */
    agreed: Type.Integer(),
    /** Users it is shared with; told to its owner alone. */
    users: Type.Array(UserId),
  },
  closed,
);
export type FleetNode = Type.Static<typeof FleetNode>;

export const FleetPage = Type.Object(
  { nodes: Type.Array(FleetNode), nextCursor: Type.Union([Type.String(), Type.Null()]) },
  closed,
);
export type FleetPage = Type.Static<typeof FleetPage>;

export const Stats = Type.Object(
  {
    activeNodes: Type.Integer(),
    activeWorkers: Type.Integer(),
    queuedJobs: Type.Integer(),
    runningJobs: Type.Integer(),
    chunksPerMinute: Type.Number(),
    iterationsPerSecond: Type.Number(),
  },
  closed,
);
export type Stats = Type.Static<typeof Stats>;

const part = Type.Object(
  {
    state: Type.Union([Type.Literal('up'), Type.Literal('down')]),
    latencyMs: Type.Union([Type.Number(), Type.Null()]),
    detail: Type.Union([Type.String(), Type.Null()]),
  },
  closed,
);

/** `degraded` serves what it can: an archive or realtime outage delays, it does not stop. `down` serves nothing. */
export const Status = Type.Object(
  {
    state: Type.Union([Type.Literal('up'), Type.Literal('degraded'), Type.Literal('down')]),
    version: Type.String(),
    engineBuild: Sha256Hex,
    instance: Type.String(),
    parts: Type.Object({ redis: part, postgres: part, realtime: part }, closed),
    stats: Type.Union([Stats, Type.Null()]),
    outboxLength: Type.Union([Type.Integer(), Type.Null()]),
  },
  closed,
);
export type Status = Type.Static<typeof Status>;

export const Me = Type.Object(
  { id: UserId, role: Type.String(), local: Type.Boolean(), expiresAtMs: Type.Integer() },
  closed,
);
export type Me = Type.Static<typeof Me>;

/** A user's token of the local stack, of the shape Supabase Auth issues. */
export const Session = Type.Object({ accessToken: Type.String(), expiresAtMs: Type.Integer(), user: UserId }, closed);
export type Session = Type.Static<typeof Session>;

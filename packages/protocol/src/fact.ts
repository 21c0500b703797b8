import { Type } from 'typebox';
import { StatOffset } from './analysis.ts';
import { JobId, NodeId, Sha256Hex, UserId } from './ids.ts';
import { JobState } from './job.ts';
import { limits } from './limits.ts';
import { NodeShare } from './node-sharing.ts';

/*
 * Facts are what has to outlive Redis. The script that changes state appends them to the outbox as JSON text, the archiver
 * brings them to Postgres. Each is whole in itself and idempotent by its key, so that any order, repetition or batching of
 * the same facts ends in the same tables: a newer version wins, content-addressed and once-only facts never change.
 */

const closed = { additionalProperties: false } as const;
const orNull = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength });
const integer = (minimum: number, maximum: number = Number.MAX_SAFE_INTEGER) => Type.Integer({ minimum, maximum });
const timeMs = () => integer(0);

/** Longest texts a fact may carry, in characters. Edges allow less; these bound what a fault can bring into the archive. */
export const factLimits = {
  configChars: 1024 * 1024,
  reasonChars: 2_000,
  noteChars: 2_000,
  maxNotes: 1_000,
  shortTextChars: 256,
  /** Chunk summaries of one fact. */
  maxChunks: 1_000,
} as const;

/** The canonical JSON of an arm's input. `text` hashes to `hash`. */
export const ConfigFact = Type.Object(
  { kind: Type.Literal('config'), hash: Sha256Hex, text: text(factLimits.configChars, 2) },
  closed,
);
export type ConfigFact = Type.Static<typeof ConfigFact>;

/** A job as of `version`, with everything needed to queue it again. Arms are in the order of their index. */
export const JobFact = Type.Object(
  {
    kind: Type.Literal('job'),
    id: JobId,
    owner: UserId,
    name: text(factLimits.shortTextChars),
    state: JobState,
    version: integer(1),
    reason: orNull(text(factLimits.reasonChars)),
    engineBuild: Sha256Hex,
    seed: integer(0, limits.maxSeed),
    /** Iterations wanted per arm: the target, or the cap of a target-error job. */
    iterations: integer(limits.minIterations),
    targetErrorPct: orNull(Type.Number({ exclusiveMinimum: 0, maximum: 100 })),
    chunkIterations: orNull(integer(1)),
    /** The owner's share of capacity. */
    weight: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }),
    idempotencyKey: orNull(text(limits.idempotencyKeyChars, 1)),
    requestDigest: text(factLimits.shortTextChars),
    notes: Type.Array(text(factLimits.noteChars), { maxItems: factLimits.maxNotes }),
    arms: Type.Array(
      Type.Object(
        { name: text(factLimits.shortTextChars), config: Sha256Hex, offset: Type.Optional(StatOffset) },
        closed,
      ),
      {
        minItems: 1,
        maxItems: limits.maxArms,
      },
    ),
    /** Worker time of the counted chunks so far. */
    computeMs: integer(0),
    createdAtMs: timeMs(),
    startedAtMs: orNull(timeMs()),
    finishedAtMs: orNull(timeMs()),
  },
  closed,
);
export type JobFact = Type.Static<typeof JobFact>;

/** The final aggregate of one arm. `digest` is the SHA-256 of `aggregate`. */
export const ResultFact = Type.Object(
  {
    kind: Type.Literal('result'),
    job: JobId,
    arm: integer(0, limits.maxArms - 1),
    iterations: integer(0),
    digest: Sha256Hex,
    /** Canonical aggregate text. */
    aggregate: text(limits.aggregateChars, 2),
  },
  closed,
);
export type ResultFact = Type.Static<typeof ResultFact>;

/**
 * One counted chunk: `[start, start+count)` of an arm, who computed it under which grant, and what it was worth. After a loss
 * of Redis a job is cut anew: of chunks that overlap, the one counted last entered the result.
 */
export const ChunkSummary = Type.Object(
  {
    job: JobId,
    arm: integer(0, limits.maxArms - 1),
    start: integer(0, 2 ** 31 - 1),
    count: integer(1, 2 ** 31 - 1),
    node: NodeId,
    generation: integer(1, 2 ** 31 - 1),
    computeMs: integer(0, 2 ** 31 - 1),
    /** SHA-256 of the chunk's canonical aggregate. */
    digest: Sha256Hex,
    countedAtMs: timeMs(),
  },
  closed,
);
export type ChunkSummary = Type.Static<typeof ChunkSummary>;

/** Counted chunks, as many as one completion brought. */
export const ChunksFact = Type.Object(
  { kind: Type.Literal('chunks'), chunks: Type.Array(ChunkSummary, { minItems: 1, maxItems: factLimits.maxChunks }) },
  closed,
);
export type ChunksFact = Type.Static<typeof ChunksFact>;

/**
 * A node as of when it was last seen, and of several then as of the highest `version`, which rises with each registration for
 * as long as Redis remembers the node.
 */
export const NodeFact = Type.Object(
  {
    kind: Type.Literal('node'),
    id: NodeId,
    version: integer(1),
    /** Raw Ed25519 public key, base64url. */
    publicKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
    name: text(factLimits.shortTextChars),
    cores: integer(1, 2 ** 31 - 1),
    workers: integer(0, 2 ** 31 - 1),
    memoryBytes: integer(0),
    platform: text(factLimits.shortTextChars),
    agent: text(factLimits.shortTextChars),
    builds: Type.Array(Sha256Hex, { maxItems: 64 }),
    registeredAtMs: timeMs(),
    lastSeenAtMs: timeMs(),
  },
  closed,
);
export type NodeFact = Type.Static<typeof NodeFact>;

/**
 * Whose a node is, whom it serves, since when its key counts for nothing, and since when it is given nothing because it brought
 * false results. Of several the one changed last counts.
 */
export const OwnerFact = Type.Object(
  {
    kind: Type.Literal('owner'),
    node: NodeId,
    /** Null: nobody's, or nobody's any more. */
    owner: orNull(UserId),
    share: NodeShare,
    users: Type.Array(UserId, { maxItems: limits.maxSharedUsers }),
    changedAtMs: timeMs(),
    revokedAtMs: orNull(timeMs()),
    quarantinedAtMs: orNull(timeMs()),
  },
  closed,
);
export type OwnerFact = Type.Static<typeof OwnerFact>;

export const Fact = Type.Union([ConfigFact, JobFact, ResultFact, ChunksFact, NodeFact, OwnerFact]);
export type Fact = Type.Static<typeof Fact>;

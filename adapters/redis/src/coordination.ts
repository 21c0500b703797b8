import type {
  ArmProgress,
  ChunkOutcome,
  FleetNode,
  JobState,
  Lease,
  NodeMetrics,
  NodeShare,
  StatOffset,
  Stats,
} from '@wowlab/protocol';

/** One arm as it is submitted. `configText` is the canonical JSON whose SHA-256 is `config`. */
export interface SubmittedArm {
  readonly name: string;
  readonly config: string;
  readonly configText: string;
  /** For an arm that is the first one with a stat moved. */
  readonly offset?: StatOffset | undefined;
}

export interface JobSubmission {
  /** Made by the caller (`makeJobId`) before the first try and kept over its retries: a lost reply costs nothing. */
  readonly id: string;
  readonly owner: string;
  /** The request's `Idempotency-Key`; null for none. */
  readonly idempotencyKey: string | null;
  /** Digest of the request's body: the same key with another digest is a conflict. */
  readonly requestDigest: string;
  readonly name: string;
  readonly engineBuild: string;
  readonly seed: number;
  /** Iterations wanted per arm: the target, or the cap of a target-error job. */
  readonly iterations: number;
  readonly targetErrorPct: number | null;
  /** Forces the size of every chunk; null to follow the nodes. */
  readonly chunkIterations: number | null;
  readonly arms: readonly SubmittedArm[];
  readonly notes: readonly string[];
  /** The owner's share of capacity; 1 unless stated. */
  readonly weight?: number;
}

export type Submitted =
  /** `replayed`: this key or id was accepted before; `id` is that job. */
  | { readonly kind: 'accepted'; readonly id: string; readonly createdAtMs: number; readonly replayed: boolean }
  | { readonly kind: 'conflict'; readonly id: string }
  /** A bound was reached; `bound` says which. Nothing was written. */
  | { readonly kind: 'full'; readonly bound: 'jobs' | 'owner-jobs' | 'outbox' | 'memory' };

/** A job as Redis knows it. Ended jobs stay for `periods.keepArchivedMs` after they were archived. */
export interface JobRecord {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly state: JobState;
  readonly version: number;
  readonly reason: string | null;
  readonly engineBuild: string;
  readonly seed: number;
  readonly iterations: number;
  readonly targetErrorPct: number | null;
  readonly chunkIterations: number | null;
  readonly arms: readonly ArmProgress[];
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  /** Worker time of the counted chunks, ms. */
  readonly computeMs: number;
  /** Rises with every fold and change of state. */
  readonly seq: number;
  readonly notes: readonly string[];
}

export interface JobRecordPage {
  readonly jobs: readonly JobRecord[];
  /** Pass as `before` for the next page; null: Redis knows no older job, ask the archive. */
  readonly nextCursor: string | null;
}

/** The canonical aggregate text of one arm of a done job. */
export interface ArmResult {
  readonly arm: number;
  readonly iterations: number;
  readonly digest: string;
  readonly aggregate: string;
}

export type Transitioned =
  /** `replayed`: this very change had been made before. */
  | { readonly kind: 'changed'; readonly state: JobState; readonly version: number; readonly replayed: boolean }
  | { readonly kind: 'conflict'; readonly state: JobState; readonly version: number }
  | { readonly kind: 'ended'; readonly state: JobState; readonly version: number }
  | { readonly kind: 'unknown' };

export interface NodeRegistration {
  readonly id: string;
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  readonly name: string;
  readonly session: string;
  readonly cores: number;
  readonly workers: number;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly agent: string;
  readonly builds: readonly string[];
  /** What a node that has no owner here is given: what the archive knows of it, or a default. Null: it stays nobody's. */
  readonly ownership: KnownOwnership | NewOwnership | null;
  /** True when the archive could not be asked: it is asked later. */
  readonly unchecked?: boolean;
}

/** Whose jobs a node runs besides its owner's. */
export interface NodeSharing {
  readonly share: NodeShare;
  /** User ids, for `users`; else empty. */
  readonly users: readonly string[];
}

/** An ownership that begins now. */
export interface NewOwnership extends NodeSharing {
  readonly owner: string;
}

/** An ownership as the archive knows it. */
export interface KnownOwnership extends NodeSharing {
  readonly owner: string | null;
  readonly changedAtMs: number;
  readonly revokedAtMs: number | null;
  readonly quarantinedAtMs: number | null;
}

export type ClaimStarted =
  | { readonly kind: 'waiting'; readonly leftMs: number }
  | { readonly kind: 'owned'; readonly owner: string }
  /** Another node shows this code: make another one. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'unknown-node' }
  | { readonly kind: 'revoked' };

export type ClaimUsed =
  /** The node that shows the code; nothing was changed. */
  | { readonly kind: 'shown'; readonly node: string }
  | { readonly kind: 'claimed'; readonly node: string }
  /** Somebody else was first. */
  | { readonly kind: 'used' }
  | { readonly kind: 'unknown' };

export type NodeChange =
  | ({ readonly action: 'share' } & NodeSharing)
  | { readonly action: 'release' }
  | { readonly action: 'revoke' };

export type NodeChanged =
  | { readonly kind: 'changed'; readonly released: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'foreign' };

export type NodeRotated =
  | { readonly kind: 'rotated'; readonly released: number }
  | { readonly kind: 'unknown-node' }
  | { readonly kind: 'revoked' }
  /** The new key is a node's already. */
  | { readonly kind: 'taken' }
  /** It brought false results: a new key would only hide that. */
  | { readonly kind: 'quarantined' };

export interface NodeRecord extends Omit<NodeRegistration, 'ownership' | 'unchecked'>, NodeSharing {
  /** Null while nobody claimed it. */
  readonly owner: string | null;
  /** Since when its key counts for nothing. */
  readonly revokedAtMs: number | null;
  /** Results that nodes of other owners confirmed. */
  readonly agreed: number;
  /** Since when it is given nothing because it brought false results. */
  readonly quarantinedAtMs: number | null;
  readonly state: FleetNode['state'];
  readonly registeredAtMs: number;
  readonly lastHeartbeatAtMs: number;
  readonly leases: number;
  readonly chunksDone: number;
  readonly metrics: NodeMetrics | null;
}

export type NodeRegistered =
  | {
      readonly kind: 'registered';
      readonly serverTimeMs: number;
      /** Leases of an earlier session that were given back. */
      readonly released: number;
      /** Null: nobody's. It is given no work until a user claims it. */
      readonly owner: string | null;
    }
  /** The id is taken by another key: an impostor, or a broken agent. */
  | { readonly kind: 'key-mismatch' }
  /** Its key counts for nothing any more. */
  | { readonly kind: 'revoked' };

export type HeartbeatTaken =
  | {
      readonly kind: 'known';
      readonly serverTimeMs: number;
      readonly drain: boolean;
      readonly leases: number;
      /** False: nobody's, and given no work. */
      readonly claimed: boolean;
    }
  | { readonly kind: 'stale-session'; readonly serverTimeMs: number }
  /** Register again. */
  | { readonly kind: 'unknown'; readonly serverTimeMs: number }
  | { readonly kind: 'revoked'; readonly serverTimeMs: number };

export interface ChunkAddress {
  readonly arm: number;
  readonly start: number;
  readonly count: number;
  readonly generation: number;
}

/** What a node says became of one chunk. */
export type ChunkReport = ChunkAddress &
  (
    | { readonly kind: 'result'; readonly aggregate: string; readonly computeMs: number }
    | { readonly kind: 'failure'; readonly reason: string }
    | { readonly kind: 'returned' }
  );

/** All reports of one call are about one job. */
export interface ChunkCompletion {
  readonly node: string;
  readonly job: string;
  /** At most `limits.maxResultsPerRequest` of each kind. */
  readonly reports: readonly ChunkReport[];
}

export interface ChunksCompleted {
  /** In the order of `reports`. A failure or a return that no longer matters is `unneeded`. */
  readonly outcomes: readonly ChunkOutcome[];
  /** Null when no such job is known. */
  readonly state: JobState | null;
  /** This call made the job due to be folded in so many ms: tell the sentinels. Null when it was due already, or not at all. */
  readonly foldDueInMs: number | null;
  /** Iterations that can be leased anew because chunks were given back. */
  readonly reopenedIterations: number;
  /** Nodes that were found by this call to have brought false results. */
  readonly quarantined: readonly string[];
}

export interface LeaseRequest {
  readonly node: string;
  readonly session: string;
  /** New per exchange, kept over its retries. */
  readonly requestId: string;
  readonly want: number;
  readonly builds: readonly string[];
  /** Measured iterations per second of one worker; 0 while unknown. */
  readonly iterationsPerSecond: number;
}

export type Leased =
  | {
      readonly kind: 'leased';
      readonly serverTimeMs: number;
      /** Empty: the node was parked and is woken when work appears. */
      readonly leases: readonly Lease[];
      readonly drain: boolean;
      /** Jobs of leases this node held that have ended since. */
      readonly ended: readonly string[];
      readonly replayed: boolean;
    }
  | { readonly kind: 'stale-session'; readonly serverTimeMs: number }
  | { readonly kind: 'unknown-node'; readonly serverTimeMs: number }
  | { readonly kind: 'revoked'; readonly serverTimeMs: number };

export type RateDecision =
  | { readonly kind: 'allowed'; readonly remaining: number }
  | { readonly kind: 'limited'; readonly retryAfterMs: number };

/** A rate as GCRA sees it: `burst` at once, then one each `periodMs`. */
export interface Rate {
  readonly burst: number;
  readonly periodMs: number;
}

export interface Ping {
  /** Redis' clock, ms since the epoch. */
  readonly serverTimeMs: number;
  /** The round trip of reading it. */
  readonly latencyMs: number;
  /** Why Redis takes no writes though it answers, with the remedy; null when it does. */
  readonly problem: string | null;
}

/** Cross-instance news over pub/sub. A missed one costs latency, never correctness. */
export type News =
  /** `owner`: whose work it is; left out for anybody's. */
  | { readonly type: 'work'; readonly build: string; readonly iterations: number; readonly owner?: string }
  | { readonly type: 'fold'; readonly job: string; readonly dueInMs: number }
  | { readonly type: 'ended'; readonly job: string; readonly owner: string; readonly state: JobState }
  | { readonly type: 'key-revoked'; readonly node: string }
  | { readonly type: 'settings' };

/** What the HTTP side of a sentinel asks of Redis. Every call may reject with `RedisUnavailableError` and be repeated. */
export interface Coordination {
  readonly submitJob: (submission: JobSubmission) => Promise<Submitted>;
  readonly readJob: (id: string) => Promise<JobRecord | null>;
  /** Newest first, from `before` (a job id, exclusive) on. */
  readonly listJobs: (owner: string, before: string | null, limit: number) => Promise<JobRecordPage>;
  /** Every arm's result once the job is done; null before, or when Redis no longer has it (ask the archive). */
  readonly readResults: (id: string) => Promise<readonly ArmResult[] | null>;
  /** `expected`: the version the caller has seen, or `*`. */
  readonly cancelJob: (id: string, expected: number | '*', reason: string) => Promise<Transitioned>;
  /** The canonical JSON of a config that a live job needs; null: ask the archive. */
  readonly readConfig: (sha256: string) => Promise<string | null>;

  readonly registerNode: (registration: NodeRegistration) => Promise<NodeRegistered>;
  readonly readNode: (id: string) => Promise<NodeRecord | null>;
  /** By id, from `after` (exclusive) on. */
  readonly listNodes: (
    after: string | null,
    limit: number,
  ) => Promise<{ readonly nodes: readonly NodeRecord[]; readonly nextCursor: string | null }>;
  readonly heartbeat: (node: string, session: string, metrics: NodeMetrics) => Promise<HeartbeatTaken>;
  /** Asks a node to finish what it holds and take nothing new, or takes that back. False: no such node. */
  readonly drainNode: (node: string, drain: boolean) => Promise<boolean>;
  /** `code` is the SHA-256 of what the node shows, in hex. Repeating it within its life is answered alike. */
  readonly startClaim: (node: string, code: string, lifeMs: number) => Promise<ClaimStarted>;
  /** With `confirm` null it only looks which node shows the code. */
  readonly useClaim: (code: string, user: string, confirm: NodeSharing | null) => Promise<ClaimUsed>;
  /** Counts a machine that enrols with a token; false when others have used it up. */
  readonly useEnrolment: (token: string, node: string, most: number, keepMs: number) => Promise<boolean>;
  /** `user` must own the node; null is the system itself. */
  readonly changeNode: (node: string, user: string | null, change: NodeChange) => Promise<NodeChanged>;
  /** What the node was, the node of the new key is from now on; the old key counts for nothing. */
  readonly rotateNode: (node: string, successor: string, publicKey: string) => Promise<NodeRotated>;

  readonly completeChunks: (completion: ChunkCompletion) => Promise<ChunksCompleted>;
  readonly leaseChunks: (request: LeaseRequest) => Promise<Leased>;
  /** Takes just enough parked nodes with this build out of the idle set to run `iterations` more; tell each. */
  readonly wakeNodes: (build: string, iterations: number, owner?: string) => Promise<readonly string[]>;

  /** True the first time. `attempt` is new per request, so that a resent command is not taken for a replay. */
  readonly rememberNonce: (nonce: string, attempt: string, keepMs: number) => Promise<boolean>;
  readonly allow: (bucket: string, rate: Rate, cost?: number) => Promise<RateDecision>;

  readonly stats: () => Promise<Stats>;
  readonly outboxLength: () => Promise<number>;
  readonly ping: () => Promise<Ping>;
  readonly publishNews: (news: News) => Promise<void>;
  /** Returns how to stop listening. */
  readonly onNews: (listener: (news: News) => void) => () => void;
}

export interface CoordinationOptions {
  /** `redis://` or `rediss://`, with credentials and database if any. */
  readonly url: string;
  /** Shard tag of every key; another one makes another world on the same Redis. */
  readonly tag?: string;
  /** A command without an answer for this long is given up as unavailable. */
  readonly commandTimeoutMs?: number;
  /** Bounds of invariant 9. */
  readonly maxActiveJobs?: number;
  readonly maxActiveJobsPerOwner?: number;
  readonly maxOutboxEntries?: number;
  /** Told about lost and regained connections. */
  readonly onConnection?: (event: { readonly kind: 'lost' | 'ready'; readonly detail: string }) => void;
}

import type { JobState, NodeShare, StatOffset } from '@wowlab/protocol';

/**
 * The archive could not be reached or would not serve; nothing is known to be written.
 * `retryable: false` means that somebody has to act (wrong password, schema missing): the same call keeps failing.
 */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly reason: string;
  readonly retryable: boolean;
}

/** The answer to a reading call. */
export type Answer<Value> = { readonly kind: 'answered'; readonly value: Value } | Unavailable;

/** One entry of the outbox: its id there, and a `Fact` of the protocol as JSON text. */
export interface OutboxEntry {
  readonly id: string;
  readonly body: string;
}

/** What could not be archived, and why. One chunk of a fact of many can be dead while the others are written. */
export interface DeadLetter {
  readonly outboxId: string;
  /** Kind of the fact, or `unknown` where it can not be told. */
  readonly factKind: string;
  readonly reason: string;
  /** PostgreSQL's error code when it was the database that refused. */
  readonly sqlState: string | null;
  readonly payload: string;
}

/**
 * `committed`: every entry is now either in the tables or among the dead letters, in one transaction: acknowledge all.
 * `unavailable`: write the same entries again later; should they have been committed after all (the reply was lost),
 * that changes nothing.
 */
export type WriteOutcome =
  | {
      readonly kind: 'committed';
      readonly entries: number;
      /** Rows that are new or were replaced by a newer version; 0 for a pure repetition. */
      readonly rowsChanged: number;
      readonly deadLetters: readonly DeadLetter[];
    }
  | Unavailable;

/** Enough of an arm's result for lists: the exact sums from which mean and deviation are derived, in milli-DPS. */
export interface ArchivedArmResult {
  readonly iterations: number;
  readonly digest: string;
  /** Decimal integers, which pass 2^53. */
  readonly dpsSum: string;
  readonly dpsSumOfSquares: string;
}

export interface ArchivedArm {
  readonly name: string;
  /** For an arm that is the first one with a stat moved. */
  readonly offset?: StatOffset;
  readonly config: string;
  readonly result: ArchivedArmResult | null;
}

export interface ArchivedJob<Arm = ArchivedArm> {
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
  readonly weight: number;
  readonly idempotencyKey: string | null;
  readonly requestDigest: string;
  readonly notes: readonly string[];
  /** In the order of their index. */
  readonly arms: readonly Arm[];
  readonly computeMs: number;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
}

/** An arm of a job that has to be queued again. `configText` is null when its config never reached the archive. */
export interface UnfinishedArm {
  readonly name: string;
  readonly offset?: StatOffset;
  readonly config: string;
  readonly configText: string | null;
}

export interface ArchivedJobPage<Arm = ArchivedArm> {
  readonly jobs: readonly ArchivedJob<Arm>[];
  /** Pass it for the next page; null at the end. */
  readonly nextCursor: string | null;
}

/** The whole result of one arm. */
export interface ArchivedResult {
  readonly arm: number;
  readonly name: string;
  readonly config: string;
  readonly iterations: number;
  readonly digest: string;
  /** Canonical aggregate text. */
  readonly aggregate: string;
}

export interface ArchivedNode {
  readonly id: string;
  readonly version: number;
  readonly publicKey: string;
  readonly name: string;
  readonly cores: number;
  readonly workers: number;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly agent: string;
  readonly builds: readonly string[];
  readonly registeredAtMs: number;
  readonly lastSeenAtMs: number;
}

/** Whose a node is, whom it serves, and since when its key counts for nothing. */
export interface ArchivedOwnership {
  /** Null: nobody's any more. */
  readonly owner: string | null;
  readonly share: NodeShare;
  readonly users: readonly string[];
  readonly changedAtMs: number;
  readonly revokedAtMs: number | null;
  /** Since when it is given nothing because it brought false results. */
  readonly quarantinedAtMs: number | null;
}

export interface ArchiveStats {
  readonly jobs: Readonly<Record<JobState, number>>;
  readonly nodes: number;
  readonly deadLetters: number;
  /** As the planner last counted them: chunk summaries are too many to count. */
  readonly chunksEstimate: number;
  readonly databaseBytes: number;
}

/** The durable records. Every call answers within the time limit and never throws for a database that is away. */
export interface Archive {
  /** Writes a batch of facts in one transaction. See `WriteOutcome`. */
  readonly writeFacts: (entries: readonly OutboxEntry[]) => Promise<WriteOutcome>;
  /** Puts entries among the dead letters unread: those whose delivery failed too often. */
  readonly deadLetter: (entries: readonly OutboxEntry[], reason: string) => Promise<WriteOutcome>;
  /** With `viewer`, read as that user: row level security hides the jobs of others. */
  readonly jobById: (id: string, viewer?: string) => Promise<Answer<ArchivedJob | null>>;
  readonly jobByIdempotencyKey: (owner: string, key: string) => Promise<Answer<ArchivedJob | null>>;
  /** Newest first, read as `owner`; `before` is a job id, exclusive. */
  readonly jobsOf: (owner: string, before: string | null, limit: number) => Promise<Answer<ArchivedJobPage>>;
  /** By arm; empty while nothing is archived. With `viewer`, read as that user. */
  readonly resultOf: (jobId: string, viewer?: string) => Promise<Answer<readonly ArchivedResult[]>>;
  readonly configText: (hash: string) => Promise<Answer<string | null>>;
  readonly nodeById: (id: string) => Promise<Answer<ArchivedNode | null>>;
  /** Null: nobody ever claimed it. */
  readonly nodeOwner: (id: string) => Promise<Answer<ArchivedOwnership | null>>;
  /** By id, from `after` (exclusive) on. */
  readonly nodes: (
    after: string | null,
    limit: number,
  ) => Promise<Answer<{ readonly nodes: readonly ArchivedNode[]; readonly nextCursor: string | null }>>;
  /** Jobs archived as queued or running, oldest first, with all it takes to queue them again. `after` is a job id. */
  readonly unfinishedJobs: (after: string | null, limit: number) => Promise<Answer<ArchivedJobPage<UnfinishedArm>>>;
  /** Newest first, for operators. */
  readonly deadLetters: (limit: number) => Promise<Answer<readonly DeadLetter[]>>;
  readonly stats: () => Promise<Answer<ArchiveStats>>;
  /** Round trip of an empty query. `writable` is false on a read-only database or standby. */
  readonly ping: () => Promise<Answer<{ readonly latencyMs: number; readonly writable: boolean }>>;
  readonly close: () => Promise<void>;
}

export interface ArchiveOptions {
  /** `postgres://`; a transaction pooler (Supavisor, PgBouncer) will do: no session state is used. */
  readonly url: string;
  readonly maxConnections?: number;
  /** A statement that takes longer is given up by the server. */
  readonly statementTimeoutMs?: number;
  /** Waiting longer for a connection counts as unavailable. */
  readonly connectTimeoutMs?: number;
  /** Told when an idle connection is lost. */
  readonly onConnectionLost?: (detail: string) => void;
}

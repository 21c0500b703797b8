/** Every bound of the system's edges. A limit that is hit is answered as `docs/errors.md` says, never by loss. */
export const limits = {
  /** Bytes of a pasted profile. */
  profileBytes: 256 * 1024,
  /** Bytes of a job submission's body. */
  submitBodyBytes: 320 * 1024,
  /** Bytes of a node's work exchange: 64 results of at most 64 KiB would be 4 MiB; a full batch is far smaller. */
  workBodyBytes: 4 * 1024 * 1024,
  /** Bytes of any other request body. */
  smallBodyBytes: 16 * 1024,
  /** Characters of one encoded aggregate. */
  aggregateChars: 128 * 1024,
  /** Iterations of one arm. */
  minIterations: 1,
  maxIterations: 1_000_000,
  defaultIterations: 10_000,
  /** Half width of the 95 % interval of the mean, as percent of the mean. */
  minTargetErrorPct: 0.01,
  maxTargetErrorPct: 10,
  /** Largest seed: every integer up to 2^53-1 has one JSON spelling. */
  maxSeed: Number.MAX_SAFE_INTEGER,
  defaultSeed: 1,
  /** Arms of one job. */
  maxArms: 1_000,
  /** Points a stat may be moved by for stat weights. */
  maxStatDelta: 1_000_000,
  /** Arms of a report, the first ones, that come with their details: a report of many stays readable. */
  maxDetailedArms: 20,
  /** Iterations of one chunk. */
  maxChunkIterations: 100_000,
  /** Leases a node may ask for, and results it may bring, in one exchange. */
  maxLeasesPerRequest: 64,
  maxResultsPerRequest: 64,
  /** Characters of a name a person or a machine gives itself. */
  nameChars: 64,
  /** Users one node is shared with by name. */
  maxSharedUsers: 50,
  /** Machines one enrolment token adds, and how long it may live. */
  maxEnrolledNodes: 1_000,
  maxEnrolmentMinutes: 7 * 24 * 60,
  /** Characters of an idempotency key. */
  idempotencyKeyChars: 128,
  /** Rows of one page of a listing. */
  maxPageSize: 100,
  defaultPageSize: 25,
  /** Distinct nodes that may fail a chunk before it is dead. */
  chunkAttempts: 3,
} as const;

/** Periods and deadlines, in milliseconds. */
export const periods = {
  /** A node's heartbeat, and how many may be missed before it is dead. */
  heartbeatMs: 10_000,
  missedHeartbeats: 3,
  /** A lease's time without a renewing heartbeat. The second net after dead-node detection. */
  leaseMs: 60_000,
  /** Accepted age of a signature either way, and how long its nonce is remembered. */
  signatureWindowMs: 60_000,
  nonceMs: 120_000,
  /** The least time between two progress messages of a job. */
  progressMs: 100,
  /** Life of a node's and a user's realtime token. */
  nodeTokenMs: 15 * 60_000,
  userTokenMs: 60 * 60_000,
  /** What a chunk should take on its node: the first of a job, and once a job is under way. */
  firstChunkMs: 40,
  chunkMs: 2_000,
  /** How long a node shows one claim code. */
  claimMs: 10 * 60_000,
  /** An idle node's pace between two requests for work, jittered; hints wake it earlier. */
  idlePollMs: 5_000,
  /** How long a drained process may take to finish what it holds. */
  drainMs: 30_000,
  /** How long an archived job stays readable in Redis after COMMIT. */
  keepArchivedMs: 60 * 60_000,
} as const;

/** How results of other people's machines are proved: by comparison, since equal iterations have equal aggregates. */
export const proofPolicy = {
  /** Results confirmed by nodes of other owners after which a node is proven, and only a sample of its results is checked. */
  agreedUntilProven: 10,
  /** The least share of a proven node's results that are checked; above it the share is 1 / (confirmed + 1). */
  leastChecked: 0.01,
  /** Different results for one chunk after which its job fails. */
  maxOpinions: 5,
} as const;

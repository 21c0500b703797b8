import type { JobRecord, JobSubmission, KnownOwnership, Submitted } from './coordination.ts';
import type { ReopenedWork } from './reopened-work.ts';
import type { FoldCommit, JobToFold } from '@wowlab/scheduling';
import type { FoldCommitted } from './fold-committed.ts';
import type { AckedFact } from './operations/outbox-operations.ts';
import type { TermAnswer } from './operations/hold-term.ts';
import type { Requeue } from './operations/submit-job.ts';
import type { Swept } from './operations/sweep.ts';
import type { OutboxFact } from './outbox.ts';
import type { Scrubbed } from './scrub-job.ts';

/** What the background work of a sentinel asks of Redis. Every call may reject with `RedisUnavailableError`. */
export interface BackgroundCoordination {
  /** Due jobs, or the one named if it is due; each is this caller's for three seconds. */
  readonly claimFolds: (most: number, job: string | null) => Promise<readonly string[]>;
  readonly readFold: (job: string) => Promise<JobToFold | null>;
  readonly commitFold: (commit: FoldCommit) => Promise<FoldCommitted>;
  /** After progress up to `seq` was published. In how many ms the job is due again; null when nothing waits. */
  readonly settleFold: (job: string, seq: number) => Promise<number | null>;
  /** Nodes that hold leases of an ended job. */
  readonly holdersOf: (job: string) => Promise<readonly string[]>;
  readonly failJob: (job: string, reason: string) => Promise<void>;

  readonly sweep: () => Promise<Swept>;
  readonly forgetJobs: () => Promise<number>;
  readonly forgetNodes: () => Promise<number>;
  /** Builds with work that can be leased, so that a lost wake-up is made good. */
  readonly runnableBuilds: (candidates: readonly string[]) => Promise<readonly string[]>;
  /** Engine builds of living nodes. */
  readonly liveBuilds: () => Promise<readonly string[]>;

  readonly readFacts: (consumer: string, count: number, blockMs: number) => Promise<readonly OutboxFact[]>;
  readonly readMissedFacts: (consumer: string, count: number) => Promise<readonly OutboxFact[]>;
  readonly claimStaleFacts: (consumer: string, idleMs: number, count: number) => Promise<readonly OutboxFact[]>;
  readonly ackFacts: (facts: readonly AckedFact[]) => Promise<number>;

  /** Some of the nodes that registered while the archive could not be asked whose they are. */
  readonly uncheckedNodes: (most: number) => Promise<readonly string[]>;
  /** What the archive knows of such a node; null for nothing. */
  readonly restoreOwner: (node: string, known: KnownOwnership | null) => Promise<readonly ReopenedWork[]>;

  /** Which of these jobs Redis does not know. */
  readonly unknownJobs: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly requeueJob: (submission: JobSubmission, requeue: Requeue) => Promise<Submitted>;

  readonly acquireTerm: (name: string, holder: string, termMs: number) => Promise<TermAnswer>;
  readonly releaseTerm: (name: string, holder: string, fence: number) => Promise<boolean>;

  /** Derives conservation anew from the job's data. For tests and operators: it reads every chunk. */
  readonly scrubJob: (id: string) => Promise<Scrubbed | null>;
  readonly readJob: (id: string) => Promise<JobRecord | null>;
}

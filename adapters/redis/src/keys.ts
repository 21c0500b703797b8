/**
 * Every key of the coordination state and what it holds. The tag in braces makes one shard of them all: a state change, the
 * run index and the outbox entry that tells of it must be one script. Scripts build the same names in
 * `lua/include/keys.lua`; a test holds the two together.
 */
export const keysOf = (tag: string) =>
  ({
    /** Stream of facts on their way to Postgres. */
    outbox: `${tag}:outbox`,
    /** Sorted set: owner → finish tag of fair queueing. */
    fair: `${tag}:fair`,
    /** String: the clock of fair queueing, the highest start tag served. */
    fair_clock: `${tag}:fair:clock`,
    /** Sorted sets: job → time of submission. */
    jobs_queued: `${tag}:jobs:queued`,
    jobs_running: `${tag}:jobs:running`,
    /** Sorted set: ended and archived job → time from which it may be forgotten. */
    jobs_archived: `${tag}:jobs:archived`,
    /** Hash: owner → unfinished jobs. */
    jobs_active_by_owner: `${tag}:jobs:active-by-owner`,
    /** Sorted set: job → time from which its results may be folded or its end told. */
    folds: `${tag}:folds`,
    /** Sorted sets: every node known, by id; living node → last sign of life; dead node → since when. */
    nodes: `${tag}:nodes`,
    nodes_live: `${tag}:nodes:live`,
    nodes_dead: `${tag}:nodes:dead`,
    /** Set: nodes that registered while the archive could not be asked whose they are. */
    nodes_unchecked: `${tag}:nodes:unchecked`,
    /** Hash: engine build → workers of living nodes; `*` for all. */
    workers: `${tag}:workers`,
    /** Hash: config → jobs that hold it. */
    config_uses: `${tag}:config-uses`,
    /** Hash: when the last sweep was, until when it spares nodes, where it goes on. */
    swept: `${tag}:swept`,
    /** Hash of short fields: state, version, counts. */
    job: (id: string) => `${tag}:job:${id}`,
    /** String: JSON of what never changes and only people read. */
    job_definition: (id: string) => `${tag}:job:${id}:definition`,
    /** String: checkpoints, `|`, the arms' config hashes of 64 characters each. */
    job_configs: (id: string) => `${tag}:job:${id}:configs`,
    /** Hash: `<arm>:<start>` → chunk, see `lua/include/chunk-record.lua`. */
    job_chunks: (id: string) => `${tag}:job:${id}:chunks`,
    /** Sorted set: given-back chunk → its start. */
    job_open: (id: string) => `${tag}:job:${id}:open`,
    /** Sorted set: claimed chunk that waits for the result of another owner's node → its start. */
    job_proofs: (id: string) => `${tag}:job:${id}:proofs`,
    /** Sorted set: arm that can be carved → its cursor. */
    job_cursors: (id: string) => `${tag}:job:${id}:cursors`,
    /** Hash per arm: c cursor, l limit, n counted iterations, d decided checkpoints, s summary, k final iterations. */
    job_arms: (id: string) => `${tag}:job:${id}:arms`,
    /** Hash per segment `<arm>:<segment>`: q fold number, n folded iterations, t folded text; p<arm> prefix text. */
    job_segments: (id: string) => `${tag}:job:${id}:segments`,
    /** List: aggregate texts counted but not yet folded. */
    job_pending: (id: string, segment: string) => `${tag}:job:${id}:pending:${segment}`,
    /** Set: segments with pending texts, or complete and waiting for a decision. */
    job_dirty: (id: string) => `${tag}:job:${id}:dirty`,
    /** Hash: node → chunks of the job it holds. */
    job_holders: (id: string) => `${tag}:job:${id}:holders`,
    /** Hash: finished arm → canonical aggregate text. */
    job_results: (id: string) => `${tag}:job:${id}:results`,
    /** String: deflated canonical JSON. */
    config: (hash: string) => `${tag}:config:${hash}`,
    /** String: job id. */
    idempotency: (owner: string, name: string) => `${tag}:idempotency:${owner}:${name}`,
    /** Sorted set of the owner's jobs, all scores equal: ids sort by time. */
    owner_jobs: (owner: string) => `${tag}:owner:${owner}:jobs`,
    /** Sorted sets of the run index: owner → start tag; job → class. */
    run_owners: (build: string) => `${tag}:run:${build}`,
    run_jobs: (build: string, owner: string) => `${tag}:run:${build}:${owner}`,
    /** Hash: public key, session, registration, drain, last heartbeat and its metrics, chunks done; owner and sharing, see `ownership.lua`. */
    node: (id: string) => `${tag}:node:${id}`,
    /** Hash: `<job>/<arm>:<start>` → `generation,count,deadline`. */
    node_leases: (id: string) => `${tag}:node:${id}:leases`,
    /** Set: `<job>/<arm>` the node brought unchecked results into since it was last proven. */
    node_unproven: (id: string) => `${tag}:node:${id}:unproven`,
    /** Set: ended jobs the node still holds leases of. */
    node_ended: (id: string) => `${tag}:node:${id}:ended`,
    /** Hash: request id → leases, of the last four answers that gave any; `answered` of the node has their order. */
    node_answers: (id: string) => `${tag}:node:${id}:answers`,
    /** Hash: SHA-256 of a claim code → the node that shows it, and who used it. */
    claim: (code: string) => `${tag}:claim:${code}`,
    /** Set: nodes that enrolled with a token. */
    enrolment: (token: string) => `${tag}:enrolment:${token}`,
    /** Sorted set: parked node → since when. */
    idle: (build: string) => `${tag}:idle:${build}`,
    /** Hash: chunks and iterations counted in ten seconds. */
    meter: (bucket: string) => `${tag}:meter:${bucket}`,
    /** Hash: holder, fence, deadline. */
    term: (name: string) => `${tag}:term:${name}`,
    /** String: time from which the bucket is empty. */
    rate: (bucket: string) => `${tag}:rate:${bucket}`,
    /** String: the attempt that brought the nonce. */
    nonce: (nonce: string) => `${tag}:nonce:${nonce}`,
  }) as const;

export type Keys = ReturnType<typeof keysOf>;

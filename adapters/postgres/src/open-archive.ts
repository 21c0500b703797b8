import { performance } from 'node:perf_hooks';

import type { Archive, ArchiveOptions } from './archive.ts';
import { openDatabase, type Role } from './database.ts';
import { selectJob, selectJobByIdempotencyKey, selectJobsOf, selectUnfinishedJobs } from './read-jobs.ts';
import { selectNodeOwner, selectNodes } from './read-nodes.ts';
import { selectDeadLetters, selectStats, selectWritable } from './read-operations.ts';
import { selectConfigText, selectResults } from './read-results.ts';
import { writeDeadLetters, writeFacts } from './write-facts.ts';

const archiveRole: Role = { kind: 'archive' };
const roleOf = (viewer: string | undefined): Role =>
  viewer === undefined ? archiveRole : { kind: 'user', id: viewer };

/** Opens the archive. Connections are made when they are needed: an archive that is away is told by each call. */
export function openArchive(options: ArchiveOptions): Archive {
  const database = openDatabase(options);
  return {
    writeFacts: (entries) => writeFacts(database, entries),
    deadLetter: (entries, reason) => writeDeadLetters(database, entries, reason),
    jobById: (id, viewer) => database.read(roleOf(viewer), (tx) => selectJob(tx, id)),
    jobByIdempotencyKey: (owner, key) =>
      database.read({ kind: 'user', id: owner }, (tx) => selectJobByIdempotencyKey(tx, owner, key)),
    jobsOf: (owner, before, limit) =>
      database.read({ kind: 'user', id: owner }, (tx) => selectJobsOf(tx, owner, before, limit)),
    resultOf: (jobId, viewer) => database.read(roleOf(viewer), (tx) => selectResults(tx, jobId)),
    configText: (hash) => database.read(archiveRole, (tx) => selectConfigText(tx, hash)),
    nodeById: (id) =>
      database.read(archiveRole, async (tx) => (await selectNodes(tx, { only: id, after: null, limit: 1 }))[0] ?? null),
    nodeOwner: (id) => database.read(archiveRole, (tx) => selectNodeOwner(tx, id)),
    nodes: (after, limit) =>
      database.read(archiveRole, async (tx) => {
        const found = await selectNodes(tx, { only: null, after, limit: limit + 1 });
        const nodes = found.slice(0, limit);
        return { nodes, nextCursor: found.length > limit ? (nodes.at(-1)?.id ?? null) : null };
      }),
    unfinishedJobs: (after, limit) => database.read(archiveRole, (tx) => selectUnfinishedJobs(tx, after, limit)),
    deadLetters: (limit) => database.read(archiveRole, (tx) => selectDeadLetters(tx, limit)),
    stats: () => database.read(archiveRole, selectStats),
    ping: () =>
      database.read(archiveRole, async (tx) => {
        const startedAt = performance.now();
        const writable = await selectWritable(tx);
        return { latencyMs: performance.now() - startedAt, writable };
      }),
    close: () => database.close(),
  };
}

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Lease, localUserId, makeJobId } from '@wowlab/protocol';
import type { Archive } from '@wowlab/postgres';
import { type OpenCoordination, openCoordination } from '@wowlab/redis';

/** Simulated nodes that lease and complete at once, and what each asks for in one exchange: the protocol's largest batch. */
const nodeCount = 8;
const batch = 64;
const iterationsPerChunk = 10;
const factsPerWrite = 256;

const build = 'b'.repeat(64);
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

const register = async (coordination: OpenCoordination, index: number): Promise<{ id: string; session: string }> => {
  const id = [...createHash('sha256').update(`node ${index}`).digest()]
    .map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'.charAt(byte % 32))
    .join('');
  const session = randomUUID();
  await coordination.registerNode({
    id,
    session,
    publicKey: hex(id).slice(0, 43),
    name: `bench ${index}`,
    builds: [build],
    cores: 2,
    workers: 2,
    memoryBytes: 1,
    platform: 'linux x64',
    agent: 'bench',
    ownership: { owner: localUserId, share: 'public', users: [] },
  });
  return { id, session };
};

/** One node: leases a full batch, completes it, and again until nothing is left. */
const work = async (coordination: OpenCoordination, index: number, aggregate: string): Promise<number> => {
  const { id, session } = await register(coordination, index);
  let completed = 0;
  for (;;) {
    const leased = await coordination.leaseChunks({
      node: id,
      session,
      requestId: randomUUID(),
      want: batch,
      builds: [build],
      iterationsPerSecond: 5_000,
    });
    if (leased.kind !== 'leased') throw new Error(`A node of the bench was refused: ${leased.kind}`);
    const [first] = leased.leases;
    if (first === undefined) return completed;
    const done = await coordination.completeChunks({
      node: id,
      job: first.job,
      reports: leased.leases.map((lease: Lease) => ({
        kind: 'result',
        aggregate,
        computeMs: 7,
        arm: lease.arm,
        start: lease.start,
        count: lease.count,
        generation: lease.generation,
      })),
    });
    completed += done.outcomes.filter((outcome) => outcome === 'counted').length;
  }
};

/** Writes what the outbox holds until `workEnded` and the outbox is empty: facts leave Redis only after COMMIT. */
const archiveAll = async (
  coordination: OpenCoordination,
  archive: Archive,
  workEnded: () => boolean,
): Promise<void> => {
  for (;;) {
    const ended = workEnded();
    const facts = await coordination.background.readFacts('bench', factsPerWrite, 20);
    if (facts.length === 0) {
      if (ended) return;
      continue;
    }
    const written = await archive.writeFacts(facts.map(({ id, body }) => ({ id, body })));
    if (written.kind !== 'committed') throw new Error(`The archive refused: ${written.reason}`);
    await coordination.background.ackFacts(facts);
  }
};

/**
 * Leases, completes and archives `chunks` chunks of one job, all from this process, on a fresh set of keys.
 *
 * @returns chunks per second, from the first lease to the last COMMIT.
 */
export const spineRound = async (
  redisUrl: string,
  archive: Archive,
  chunks: number,
  aggregate: string,
): Promise<number> => {
  const coordination = await openCoordination({ url: redisUrl, tag: `{bench${randomUUID().slice(0, 8)}}` });
  try {
    const configText = JSON.stringify({ version: 1, bench: randomUUID() });
    const submitted = await coordination.submitJob({
      ...{
        id: makeJobId(Date.now(), randomBytes(10)),
        owner: localUserId,
        idempotencyKey: null,
        requestDigest: hex(configText),
      },
      name: 'bench',
      engineBuild: build,
      seed: 1,
      iterations: chunks * iterationsPerChunk,
      targetErrorPct: null,
      ...{
        chunkIterations: iterationsPerChunk,
        arms: [{ name: 'base', config: hex(configText), configText }],
        notes: [],
      },
    });
    if (submitted.kind !== 'accepted')
      throw new Error(`The job of the bench was refused: ${JSON.stringify(submitted)}`);
    const startedMs = performance.now();
    let ended = false;
    const archiving = archiveAll(coordination, archive, () => ended);
    const counts = await Promise.all(
      Array.from({ length: nodeCount }, (_, index) => work(coordination, index, aggregate)),
    );
    ended = true;
    await archiving;
    const elapsedMs = performance.now() - startedMs;
    const counted = counts.reduce((sum, count) => sum + count, 0);
    if (counted !== chunks) throw new Error(`${counted} chunks were counted, not ${chunks}.`);
    return (chunks / elapsedMs) * 1_000;
  } finally {
    await coordination.close();
  }
};

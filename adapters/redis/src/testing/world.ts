import { createHash, randomUUID } from 'node:crypto';
import { type Lease, localUserId, makeJobId, type NodeMetrics } from '@wowlab/protocol';
import { DpsRecorder, emptyAggregate, encodeAggregate } from '@wowlab/statistics';
import type { ChunkReport, JobSubmission, Leased, NodeRegistration } from '../coordination.ts';
import { type OpenCoordination, openCoordination } from '../open-coordination.ts';

export const build = 'b'.repeat(64);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const metrics: NodeMetrics = {
  cpuPct: 12.5,
  memoryUsedBytes: 1,
  memoryTotalBytes: 2,
  load1: 0.5,
  busyWorkers: 1,
  workers: 2,
  iterationsPerSecond: 5_000,
  temperatureC: null,
};

/** What an engine would compute: a pure function of the iterations, so that equal sets have equal texts. */
export const aggregateOf = (seed: number, arm: number, start: number, count: number): string => {
  const recorder = new DpsRecorder();
  for (let iteration = start; iteration < start + count; iteration += 1) {
    recorder.add(90_000_000 + ((iteration * 7_919 + seed * 104_729 + arm * 31) % 20_000) * 1_000, iteration);
  }
  return encodeAggregate({
    ...emptyAggregate(),
    iterations: count,
    simulatedMs: BigInt(count) * 300_000n,
    dps: recorder.totals(),
  });
};

let made = 0;
export const nodeId = (name: string): string =>
  [...createHash('sha256').update(name).digest()].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');

/** A user id that follows from a name. */
export const userOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const submission = (over: Partial<JobSubmission> = {}): JobSubmission => {
  made += 1;
  const configText = JSON.stringify({ version: 1, made, list: 'x'.repeat(50) });
  return {
    id: makeJobId(1_700_000_000_000 + made, new Uint8Array(createHash('sha256').update(String(made)).digest())),
    owner: localUserId,
    idempotencyKey: null,
    requestDigest: sha256(`request ${made}`),
    name: 'a job',
    engineBuild: build,
    seed: 1,
    iterations: 1_000,
    targetErrorPct: null,
    chunkIterations: null,
    arms: [{ name: 'base', config: sha256(configText), configText }],
    notes: ['a note'],
    ...over,
  };
};

/** One sentinel's view of a Redis, and nodes that work through it. */
export class World {
  readonly coordination: OpenCoordination;
  readonly tag: string;
  clockOffsetMs = 0;
  /** Every nth reply is lost and its call sent again; 0 for none. */
  losesEvery = 0;
  #calls = 0;
  readonly #sessions = new Map<string, string>();

  private constructor(coordination: OpenCoordination, tag: string) {
    this.coordination = coordination;
    this.tag = tag;
  }

  static async open(url: string, tag = `{t${randomUUID().slice(0, 8)}}`, over: object = {}): Promise<World> {
    let world: World | undefined;
    const coordination = await openCoordination(
      { url, tag, ...over },
      { clockOffsetMs: () => world?.clockOffsetMs ?? 0, losesReply: () => world?.losesReply() ?? false },
    );
    world = new World(coordination, tag);
    return world;
  }

  losesReply(): boolean {
    this.#calls += 1;
    return this.losesEvery > 0 && this.#calls % this.losesEvery === 0;
  }

  /** Registers a node of the public pool, unless said otherwise. */
  async register(name: string, workers = 2, session = randomUUID(), over: Partial<NodeRegistration> = {}) {
    this.#sessions.set(name, session);
    return this.coordination.registerNode({
      id: nodeId(name),
      publicKey: sha256(name).slice(0, 43),
      name,
      session,
      cores: workers,
      workers,
      memoryBytes: 1,
      platform: 'linux x64',
      agent: '0.1.0',
      builds: [build],
      ownership: { owner: localUserId, share: 'public', users: [] },
      ...over,
    });
  }

  async tryLease(name: string, want = 1, over: object = {}): Promise<Leased> {
    return this.coordination.leaseChunks({
      node: nodeId(name),
      session: this.#sessions.get(name) ?? 'none',
      requestId: randomUUID(),
      want,
      builds: [build],
      iterationsPerSecond: 5_000,
      ...over,
    });
  }

  async lease(name: string, want = 1, over: object = {}): Promise<readonly Lease[]> {
    const leased = await this.tryLease(name, want, over);
    if (leased.kind !== 'leased') throw new Error(`${name} was refused a lease: ${leased.kind}`);
    return leased.leases;
  }

  async beat(name: string) {
    return this.coordination.heartbeat(nodeId(name), this.#sessions.get(name) ?? 'none', metrics);
  }

  async report(name: string, job: string, reports: readonly ChunkReport[]) {
    return this.coordination.completeChunks({ node: nodeId(name), job, reports });
  }

  /** Computes and reports leases of one job. */
  async complete(name: string, leases: readonly Lease[]) {
    const [first] = leases;
    if (first === undefined) throw new Error('there is nothing to complete');
    return this.report(name, first.job, leases.map(resultOf));
  }

  async close(): Promise<void> {
    await this.coordination.close();
  }
}

export const resultOf = (lease: Lease): ChunkReport => ({
  kind: 'result',
  arm: lease.arm,
  start: lease.start,
  count: lease.count,
  generation: lease.generation,
  aggregate: aggregateOf(lease.seed, lease.arm, lease.start, lease.count),
  computeMs: 7,
});

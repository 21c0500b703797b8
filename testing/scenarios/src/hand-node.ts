import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Answer, NodeClient, type NodeKey } from '@wowlab/client';
import type { ChunkOutcome, ChunkResult, Lease, WorkAnswer, WorkRequest } from '@wowlab/protocol';
import { type EngineModule, generateEd25519Key, nodeCrypto, readEngineBundle } from '@wowlab/runtime';
import { repositoryRoot } from '@wowlab/stack';
import { must } from './player.ts';

const bundlePath = join(repositoryRoot, 'dist/engine/engine.mjs');

const loadEngine = async (): Promise<{ build: string; engine: EngineModule }> => {
  const read = await readEngineBundle(bundlePath);
  if (read.kind === 'invalid') throw new Error(read.problem);
  return { build: read.bundle.build, engine: (await import(pathToFileURL(bundlePath).href)) as EngineModule };
};

const metrics = {
  cpuPct: 10,
  memoryUsedBytes: 1,
  memoryTotalBytes: 2,
  load1: 0.1,
  busyWorkers: 1,
  workers: 1,
  iterationsPerSecond: 1_000,
  temperatureC: null,
};

/** What a node brings beside what it asks for. */
export type Exchange = Partial<Omit<WorkRequest, 'session' | 'builds'>>;

/**
 * A node driven by hand: signed requests over HTTP to the sentinel of choice, results of the real engine. What an agent does
 * by itself, a scenario does with it step by step, in the order that hurts.
 */
export class HandNode {
  readonly id: string;
  readonly session: string = randomUUID();
  readonly #clients: readonly NodeClient[];
  readonly #build: string;
  readonly #engine: EngineModule;

  private constructor(clients: readonly NodeClient[], build: string, engine: EngineModule) {
    const [first] = clients;
    if (first === undefined) throw new Error('A node needs the address of a sentinel.');
    this.id = first.id;
    this.#clients = clients;
    this.#build = build;
    this.#engine = engine;
  }

  /** A new node, registered with the first of the sentinels at `urls`. `via` counts them from 0. */
  static async register(urls: readonly string[]): Promise<HandNode> {
    const key: NodeKey = generateEd25519Key();
    const { build, engine } = await loadEngine();
    const clients = await Promise.all(
      urls.map((url) => NodeClient.create({ origin: new URL(url), key, crypto: nodeCrypto })),
    );
    const node = new HandNode(clients, build, engine);
    await node.register();
    return node;
  }

  async register(via = 0): Promise<void> {
    must(
      await this.#client(via).register({
        name: 'by hand',
        session: this.session,
        cores: 1,
        workers: 1,
        memoryBytes: 1_000_000,
        platform: 'linux x64',
        agent: 'scenario',
        builds: [this.#build],
      }),
    );
  }

  /** True while the server knows the node. */
  async heartbeat(via = 0): Promise<boolean> {
    return must(await this.#client(via).heartbeat({ session: this.session, metrics })).known;
  }

  /** One exchange, as it was answered. Give `requestId` to repeat an earlier one. */
  exchange(given: Exchange, via = 0): Promise<Answer<WorkAnswer>> {
    return this.#client(via).work({
      requestId: randomUUID(),
      session: this.session,
      builds: [this.#build],
      want: 0,
      iterationsPerSecond: 1_000,
      completed: [],
      failed: [],
      returned: [],
      ...given,
    });
  }

  async lease(want: number, via = 0): Promise<readonly Lease[]> {
    return must(await this.exchange({ want }, via)).leases;
  }

  /** The leases of one job; waits for as many as are wanted. */
  async leaseOf(job: string, want: number, via = 0): Promise<readonly Lease[]> {
    const leases: Lease[] = [];
    while (leases.length < want) {
      for (const lease of await this.lease(want - leases.length, via)) {
        if (lease.job !== job) throw new Error(`A lease of job ${lease.job} came, of ${job} was wanted.`);
        leases.push(lease);
      }
    }
    return leases;
  }

  /** Runs leases with the real engine. */
  async compute(leases: readonly Lease[]): Promise<ChunkResult[]> {
    const results: ChunkResult[] = [];
    for (const { job, arm, start, count, generation, seed, config } of leases) {
      const text = must(await this.#client(0).config(config));
      const aggregate = this.#engine.prepareArm(text).run(seed, start, count);
      results.push({ job, arm, start, count, generation, aggregate, computeMs: 1 });
    }
    return results;
  }

  async bring(completed: readonly ChunkResult[], via = 0): Promise<readonly ChunkOutcome[]> {
    return must(await this.exchange({ completed: [...completed] }, via)).completed;
  }

  /** Leases, runs and brings whatever it is given until the server has nothing more for it. Answers how many chunks counted. */
  async workUntilIdle(via = 0, want = 8): Promise<number> {
    let counted = 0;
    for (;;) {
      const leases = await this.lease(want, via);
      if (leases.length === 0) return counted;
      const outcomes = await this.bring(await this.compute(leases), via);
      counted += outcomes.filter((outcome) => outcome === 'counted').length;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }

  #client(via: number): NodeClient {
    const client = this.#clients[via];
    if (client === undefined) throw new Error(`The node has no address of a sentinel number ${via}.`);
    return client;
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, explainFailure, NodeClient } from '@wowlab/client';
import { type ChunkResult, type Lease, periods, type WorkRequest } from '@wowlab/protocol';
import { generateEd25519Key, nodeCrypto } from '@wowlab/runtime';

/** What a simulated fleet measures and shares. */
export interface Fleet {
  readonly url: URL;
  readonly build: string;
  /** Runs a chunk with the real engine. */
  readonly compute: (lease: Lease) => string;
  readonly workMs: number[];
  readonly heartbeatMs: number[];
  readonly errors: string[];
  /** Aborted when the fleet goes home. */
  readonly signal: AbortSignal;
}

const metrics = {
  cpuPct: 50,
  memoryUsedBytes: 1_000_000_000,
  memoryTotalBytes: 8_000_000_000,
  load1: 1,
  busyWorkers: 1,
  workers: 1,
  iterationsPerSecond: 1_000,
  temperatureC: null,
};

/** Half the pace more or less, so that nodes do not stay in step. */
const jittered = (ms: number): number => ms * (0.5 + Math.random());

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

/**
 * A node of the size of one worker, as the sentinels see it: a key of its own, signed requests over a connection of its own,
 * heartbeats at the protocol's pace, and one exchange per chunk at the pace that chunks are cut for. Results are computed.
 */
export class SimulatedNode {
  readonly #fleet: Fleet;
  readonly #client: NodeClient;
  readonly #session = randomUUID();

  private constructor(fleet: Fleet, client: NodeClient) {
    this.#fleet = fleet;
    this.#client = client;
  }

  static async create(fleet: Fleet): Promise<SimulatedNode> {
    const key = generateEd25519Key();
    return new SimulatedNode(fleet, await NodeClient.create({ origin: fleet.url, key, crypto: nodeCrypto }));
  }

  async register(): Promise<void> {
    const { build } = this.#fleet;
    await this.#measured(undefined, () =>
      this.#client.register({
        name: 'simulated',
        session: this.#session,
        cores: 1,
        workers: 1,
        memoryBytes: metrics.memoryTotalBytes,
        platform: 'linux x64',
        agent: 'bench',
        builds: [build],
      }),
    );
  }

  /** Heartbeats and works until the fleet goes home. */
  async live(): Promise<void> {
    await Promise.all([this.#beat(), this.#work()]);
    await this.#client.close();
  }

  async #beat(): Promise<void> {
    const { signal, heartbeatMs } = this.#fleet;
    await pause(Math.random() * periods.heartbeatMs, signal);
    while (!signal.aborted) {
      await this.#measured(heartbeatMs, () => this.#client.heartbeat({ session: this.#session, metrics }));
      await pause(periods.heartbeatMs * (0.9 + Math.random() * 0.1), signal);
    }
  }

  async #work(): Promise<void> {
    const { signal, workMs, build, compute } = this.#fleet;
    let completed: ChunkResult[] = [];
    await pause(Math.random() * periods.chunkMs, signal);
    while (!signal.aborted) {
      const exchange: WorkRequest = {
        requestId: randomUUID(),
        session: this.#session,
        want: 1,
        builds: [build],
        iterationsPerSecond: metrics.iterationsPerSecond,
        completed,
        failed: [],
        returned: [],
      };
      let answer = await this.#measured(workMs, () => this.#client.work(exchange));
      // The same request again, so that leases of a lost answer are given again.
      while (answer === undefined && !signal.aborted) {
        await pause(jittered(periods.chunkMs), signal);
        answer = await this.#measured(workMs, () => this.#client.work(exchange));
      }
      if (answer === undefined) return;
      const lost = answer.completed.find((outcome) => outcome !== 'counted');
      if (lost !== undefined) this.#fleet.errors.push(`a result was not counted but ${lost}`);
      completed = answer.leases.map((lease) => {
        const { job, arm, start, count, generation } = lease;
        return { job, arm, start, count, generation, aggregate: compute(lease), computeMs: 1 };
      });
      await pause(jittered(completed.length > 0 ? periods.chunkMs : periods.idlePollMs), signal);
    }
  }

  /** Anything but success, the first time, is an error of the bench. */
  async #measured<Value>(into: number[] | undefined, ask: () => Promise<Answer<Value>>): Promise<Value | undefined> {
    const startedMs = performance.now();
    const answer = await ask();
    into?.push(performance.now() - startedMs);
    if (answer.kind === 'ok') return answer.value;
    this.#fleet.errors.push(explainFailure(answer));
    return undefined;
  }
}

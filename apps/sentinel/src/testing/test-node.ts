import { randomBytes, randomUUID } from 'node:crypto';
import { encodeBase64Url, nodeIdOf, type SignatureHeaders, signRequest } from '@wowlab/identity';
import type { Lease, WorkAnswer } from '@wowlab/protocol';
import { type Ed25519Key, generateEd25519Key, nodeCrypto } from '@wowlab/runtime';
import { DpsRecorder, emptyAggregate, encodeAggregate } from '@wowlab/statistics';
import type { Sentinel } from '../start-sentinel.ts';
import { engineBuild } from './sentinel-world.ts';
import { send, type Response } from './send.ts';

/** What an engine would compute: a pure function of the iterations, and of what the arm gains in each. */
export const aggregateOf = (start: number, count: number, gainMilliDps = 0): string => {
  const recorder = new DpsRecorder();
  for (let iteration = start; iteration < start + count; iteration += 1) {
    recorder.add(90_000_000 + gainMilliDps + ((iteration * 7_919) % 20_000) * 1_000, iteration);
  }
  return encodeAggregate({
    ...emptyAggregate(),
    iterations: count,
    simulatedMs: BigInt(count) * 300_000n,
    dps: recorder.totals(),
  });
};

export const metrics = {
  cpuPct: 10,
  memoryUsedBytes: 1,
  memoryTotalBytes: 2,
  load1: 0.1,
  busyWorkers: 0,
  workers: 2,
  iterationsPerSecond: 0,
  temperatureC: null,
};

export interface SignedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: SignatureHeaders;
  readonly body: Uint8Array | undefined;
}

/** A node that speaks the protocol by hand, so that a test can also speak it wrongly. */
export class TestNode {
  readonly key: Ed25519Key;
  readonly id: string;
  readonly session: string = randomUUID();
  /** How far this node's clock is ahead. */
  clockMs = 0;

  private constructor(key: Ed25519Key, id: string) {
    this.key = key;
    this.id = id;
  }

  static async create(): Promise<TestNode> {
    const key = generateEd25519Key();
    return new TestNode(key, await nodeIdOf(key.publicKey, nodeCrypto));
  }

  async sign(sentinel: Sentinel, path: string, json?: unknown): Promise<SignedRequest> {
    const method = json === undefined ? 'GET' : 'POST';
    const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
    const headers = await signRequest(
      { method, target: new URL(path, sentinel.publicUrl), ...(body === undefined ? {} : { body }) },
      {
        key: { keyId: this.id, signEd25519: this.key.sign },
        crypto: nodeCrypto,
        nowMs: Date.now() + this.clockMs,
        nonce: randomBytes(18).toString('base64url'),
      },
    );
    return { method, path, headers, body };
  }

  async call(sentinel: Sentinel, path: string, json?: unknown): Promise<Response> {
    return sendSigned(sentinel, await this.sign(sentinel, path, json));
  }

  registration(over: object = {}): object {
    return {
      publicKey: encodeBase64Url(this.key.publicKey),
      name: 'tester',
      session: this.session,
      cores: 2,
      workers: 2,
      memoryBytes: 1_000_000,
      platform: 'linux x64',
      agent: '0.1.0',
      builds: [engineBuild],
      ...over,
    };
  }

  async register(sentinel: Sentinel): Promise<Response> {
    return this.call(sentinel, '/v1/node/register', this.registration());
  }

  exchange(over: object = {}): object {
    return {
      requestId: randomUUID(),
      session: this.session,
      want: 0,
      builds: [engineBuild],
      iterationsPerSecond: 50_000,
      completed: [],
      failed: [],
      returned: [],
      ...over,
    };
  }

  async work(sentinel: Sentinel, over: object = {}): Promise<Response> {
    return this.call(sentinel, '/v1/node/work', this.exchange(over));
  }

  async lease(sentinel: Sentinel, want = 4): Promise<readonly Lease[]> {
    return (await this.work(sentinel, { want })).json<WorkAnswer>().leases;
  }
}

export const sendSigned = (
  sentinel: Sentinel,
  { method, path, headers, body }: SignedRequest,
  over: { readonly headers?: Record<string, string | readonly string[]>; readonly body?: Uint8Array } = {},
): Promise<Response> => {
  const sent = over.body ?? body;
  return send(`${sentinel.publicUrl}${path}`, {
    method,
    headers: { ...headers, ...over.headers },
    ...(sent === undefined ? {} : { body: sent }),
  });
};

/** The result of a lease, as an honest node brings it. */
export const resultOf = ({ job, arm, start, count, generation }: Lease, gainMilliDps = 0) => ({
  job,
  arm,
  start,
  count,
  generation,
  aggregate: aggregateOf(start, count, gainMilliDps),
  computeMs: 5,
});

import { createHash, randomBytes } from 'node:crypto';
import { encodeBase64Url, type IdentityCrypto, nodeIdOf, signRequest } from '@wowlab/identity';
import {
  type Heartbeat,
  HeartbeatAnswer,
  KeyRotated,
  NodeClaim,
  NodeRegistered,
  RealtimeToken,
  type RegisterNode,
  type RotateKey,
  WorkAnswer,
  type WorkRequest,
} from '@wowlab/protocol';
import { Type, type Static, type TSchema } from 'typebox';
import type { Answer } from './answer.ts';
import { type HttpResponse, HttpTransport } from './http-transport.ts';
import { readAnswer } from './read-answer.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import { routes } from './routes.ts';
import { ServerClock } from './server-clock.ts';

/** A node's key: the private half stays behind `sign`. */
export interface NodeKey {
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

export interface NodeClientOptions {
  readonly origin: URL;
  readonly key: NodeKey;
  readonly crypto: Pick<IdentityCrypto, 'sha256'>;
  /** How long one attempt may take, besides the time a large body needs. Default 10 s. */
  readonly timeoutMs?: number;
  /** This machine's clock, ms since the epoch. Default `Date.now`. */
  readonly localNow?: () => number;
  /** Told before each wait of a repeated request. */
  readonly onRetry?: (reason: string, delayMs: number) => void;
}

/** How long to repeat a request that fails in a way that may pass; default: not at all. */
export type NodeCallOptions = Partial<Pick<RetryOptions, 'retryForMs' | 'signal' | 'longestDelayMs'>> & {
  /** How long one attempt may take; more by itself for a large body. */
  readonly timeoutMs?: number;
};

interface Wanted extends NodeCallOptions {
  readonly method: 'GET' | 'POST';
  readonly body?: unknown;
}

/** A signature can be refused for its time once per correction of the clock, and for its nonce if the network doubled it. */
const signAgainFor: ReadonlySet<string> = new Set(['clock-skew', 'replayed']);

const defaultTimeoutMs = 10_000;
/** The slowest uplink that is waited for. */
const slowestBytesPerMs = 32;

/** Times by this machine's clock, as the client was given it. */
type TimedSent =
  | {
      readonly kind: 'answered';
      readonly response: HttpResponse;
      readonly sentAtMs: number;
      readonly receivedAtMs: number;
    }
  | { readonly kind: 'unreachable'; readonly reason: string };

const ConfigText = Type.Unknown();

/**
 * What a node may do, every request signed with its key (RFC 9421) by the server's clock. A repeated request keeps its body
 * and is signed anew: a nonce is never sent twice.
 */
export class NodeClient {
  readonly id: string;
  readonly clock: ServerClock;
  readonly #options: NodeClientOptions;
  readonly #transport: HttpTransport;
  readonly #localNow: () => number;

  private constructor(options: NodeClientOptions, id: string) {
    this.id = id;
    this.#options = options;
    this.#localNow = options.localNow ?? Date.now;
    this.clock = new ServerClock(this.#localNow);
    this.#transport = new HttpTransport({ timeoutMs: options.timeoutMs ?? defaultTimeoutMs });
  }

  static async create(options: NodeClientOptions): Promise<NodeClient> {
    return new NodeClient(options, await nodeIdOf(options.key.publicKey, options.crypto));
  }

  register(node: Omit<RegisterNode, 'publicKey'>, options: NodeCallOptions = {}): Promise<Answer<NodeRegistered>> {
    const body = { publicKey: encodeBase64Url(this.#options.key.publicKey), ...node } satisfies RegisterNode;
    return this.#call(NodeRegistered, routes.node.register, { ...options, method: 'POST', body });
  }

  /** A short-lived token for the realtime server. */
  token(options: NodeCallOptions = {}): Promise<Answer<RealtimeToken>> {
    return this.#call(RealtimeToken, routes.node.token, { ...options, method: 'POST', body: {} });
  }

  /** A code by which a user claims this node; the one before counts no more. */
  claim(options: NodeCallOptions = {}): Promise<Answer<NodeClaim>> {
    return this.#call(NodeClaim, routes.node.claim, { ...options, method: 'POST', body: {} });
  }

  /** Moves the node to a new key. Repeating it is harmless; afterwards this client's key counts for nothing. */
  rotate(body: RotateKey, options: NodeCallOptions = {}): Promise<Answer<KeyRotated>> {
    return this.#call(KeyRotated, routes.node.rotate, { ...options, method: 'POST', body });
  }

  heartbeat(body: Heartbeat, options: NodeCallOptions = {}): Promise<Answer<HeartbeatAnswer>> {
    return this.#call(HeartbeatAnswer, routes.node.heartbeat, { ...options, method: 'POST', body });
  }

  /** One exchange. Repeats keep `requestId`, so that leases of a lost answer are given again. */
  work(body: WorkRequest, options: NodeCallOptions = {}): Promise<Answer<WorkAnswer>> {
    return this.#call(WorkAnswer, routes.node.work, { ...options, method: 'POST', body });
  }

  /** The canonical text of a config, checked against its hash: what is run is what was asked for. */
  async config(hash: string, options: NodeCallOptions = {}): Promise<Answer<string>> {
    return this.#retrying(async () => {
      const sent = await this.#send(routes.node.config(hash), { ...options, method: 'GET' });
      if (sent.kind === 'unreachable') return sent;
      const answer = this.#read(ConfigText, sent);
      if (answer.kind !== 'ok') return answer;
      const { text } = sent.response;
      const got = createHash('sha256').update(text).digest('hex');
      if (got === hash) return { kind: 'ok', value: text, etag: answer.etag };
      return { kind: 'unreachable', reason: `the server answered config ${hash} with one that hashes to ${got}` };
    }, options);
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  #call<Schema extends TSchema>(schema: Schema, path: string, wanted: Wanted): Promise<Answer<Static<Schema>>> {
    return this.#retrying(async () => {
      const sent = await this.#send(path, wanted);
      return sent.kind === 'unreachable' ? sent : this.#read(schema, sent);
    }, wanted);
  }

  /** A refused signature is made again once at once, with the clock corrected by the refusal; then the usual waits apply. */
  #retrying<Value>(attempt: () => Promise<Answer<Value>>, options: NodeCallOptions): Promise<Answer<Value>> {
    const attemptSignedWell = async (): Promise<Answer<Value>> => {
      const answer = await attempt();
      return answer.kind === 'refused' && signAgainFor.has(answer.problem.code) ? attempt() : answer;
    };
    return withRetries(attemptSignedWell, { retryForMs: 0, onRetry: this.#options.onRetry, ...options });
  }

  /** Every answer of the node API tells the server's time, refusals for a wrong clock above all. */
  #read<Schema extends TSchema>(
    schema: Schema,
    sent: Extract<TimedSent, { kind: 'answered' }>,
  ): Answer<Static<Schema>> {
    const answer = readAnswer(schema, sent.response);
    const told: unknown = answer.kind === 'ok' ? answer.value : answer.kind === 'refused' ? answer.problem : undefined;
    if (typeof told === 'object' && told !== null && 'serverTimeMs' in told && typeof told.serverTimeMs === 'number') {
      this.clock.learn(told.serverTimeMs, sent.sentAtMs, sent.receivedAtMs);
    }
    return answer;
  }

  async #send(path: string, { method, body, signal, timeoutMs }: Wanted): Promise<TimedSent> {
    const url = new URL(path, this.#options.origin);
    const bytes = body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body));
    const signature = await signRequest(
      { method, target: url, ...(bytes === undefined ? {} : { body: bytes }) },
      {
        key: { keyId: this.id, signEd25519: this.#options.key.sign },
        crypto: this.#options.crypto,
        nowMs: this.clock.nowMs(),
        nonce: randomBytes(18).toString('base64url'),
      },
    );
    const sentAtMs = this.#localNow();
    const sent = await this.#transport.send({
      method,
      url,
      headers: { accept: 'application/json', ...signature },
      body: bytes,
      signal,
      timeoutMs: (timeoutMs ?? this.#options.timeoutMs ?? defaultTimeoutMs) + (bytes?.length ?? 0) / slowestBytesPerMs,
    });
    return sent.kind === 'answered' ? { ...sent, sentAtMs, receivedAtMs: this.#localNow() } : sent;
  }
}

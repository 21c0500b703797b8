import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { Pool } from 'undici';

import {
  BatchResult,
  BroadcastResult,
  InfoResult,
  PresenceResult,
  PublishResult,
  type PresentClient,
  type RealtimeCommand,
  type RealtimeServer,
} from './realtime-commands.ts';
import { openEnvelope, type RealtimeOutcome, type RealtimeRefused } from './realtime-outcome.ts';

export interface RealtimeApiOptions {
  /** Origin of the HTTP API, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  readonly apiKey: string;
  /** Whole time one call may take. */
  readonly timeoutMs?: number;
  /** Sockets held open. */
  readonly connections?: number;
}

export interface PublishOptions {
  /** The server remembers it for five minutes and answers a repeat with the first answer, publishing nothing. */
  readonly idempotencyKey?: string;
}

export interface Published {
  readonly offset: number;
  readonly epoch: string;
}

export type BatchItem = { readonly kind: 'ok' } | RealtimeRefused;

export interface DisconnectOptions {
  /** Clients come back after codes 4000–4499 and stay away after 4500–4999; 4501 by default. */
  readonly code?: number;
  readonly reason?: string;
}

const defaultTimeoutMs = 2_000;
const defaultConnections = 16;
const stayAway = { code: 4501, reason: 'disconnected by the sentinel' };
const httpOk = 200;
const httpServerError = 500;

const nothing = Compile({ type: 'object' } as const);
const readers = {
  published: Compile(PublishResult),
  broadcast: Compile(BroadcastResult),
  batch: Compile(BatchResult),
  presence: Compile(PresenceResult),
  info: Compile(InfoResult),
};

interface Reader<Result> {
  Check(value: unknown): value is Result;
}

const asPublished = (result: Static<typeof PublishResult> | undefined): Published => ({
  offset: result?.offset ?? 0,
  epoch: result?.epoch ?? '',
});

const refusalOf = (error: { readonly code: number; readonly message?: string }): RealtimeRefused => ({
  kind: 'refused',
  code: error.code,
  message: error.message ?? 'no message',
});

/**
 * The realtime server's HTTP API. A server that is away, slow or broken is an outcome, never an exception: what goes through
 * it are hints, and losing one costs latency only.
 */
export class RealtimeApi {
  readonly #pool: Pool;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;

  constructor(options: RealtimeApiOptions) {
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    this.#headers = { 'x-api-key': options.apiKey, 'content-type': 'application/json' };
    this.#pool = new Pool(options.url, {
      connections: options.connections ?? defaultConnections,
      connect: { timeout: this.#timeoutMs },
    });
  }

  publish(channel: string, data: unknown, options: PublishOptions = {}): Promise<RealtimeOutcome<Published>> {
    return this.#call('publish', { channel, data, ...keyOf(options) }, readers.published, asPublished);
  }

  /** The same data to many channels. Channels the server does not know are refused one by one. */
  broadcast(
    channels: readonly string[],
    data: unknown,
    options: PublishOptions = {},
  ): Promise<RealtimeOutcome<{ readonly items: readonly BatchItem[] }>> {
    return this.#call('broadcast', { channels, data, ...keyOf(options) }, readers.broadcast, ({ responses }) => ({
      items: responses.map(({ error }) => (error === undefined ? { kind: 'ok' } : refusalOf(error))),
    }));
  }

  /** Many commands in one request; answers stand in the order of the commands. */
  async batch(
    commands: readonly RealtimeCommand[],
  ): Promise<RealtimeOutcome<{ readonly items: readonly BatchItem[] }>> {
    const sent = await this.#post('batch', { commands, parallel: true });
    if (sent.kind !== 'ok') return sent;
    if (!readers.batch.Check(sent.body)) return { kind: 'unavailable', reason: 'the answer to a batch has no replies' };
    return {
      kind: 'ok',
      items: sent.body.replies.map(({ error }) => (error === undefined ? { kind: 'ok' } : refusalOf(error))),
    };
  }

  /** Who listens to `channel` right now, over all servers. A hint: heartbeats decide who is alive. */
  presence(channel: string): Promise<RealtimeOutcome<{ readonly clients: readonly PresentClient[] }>> {
    return this.#call('presence', { channel }, readers.presence, ({ presence }) => ({
      clients: Object.values(presence ?? {}),
    }));
  }

  /** Ends every connection of `user` on every server. */
  disconnect(user: string, options: DisconnectOptions = {}): Promise<RealtimeOutcome<object>> {
    return this.#call('disconnect', { user, disconnect: { ...stayAway, ...options } }, nothing, () => ({}));
  }

  /** Takes `user` out of `channel` on every server; the connection stays. */
  unsubscribe(user: string, channel: string): Promise<RealtimeOutcome<object>> {
    return this.#call('unsubscribe', { user, channel }, nothing, () => ({}));
  }

  /** The servers that share one Redis, as they last reported themselves (every few seconds). */
  info(): Promise<RealtimeOutcome<{ readonly servers: readonly RealtimeServer[] }>> {
    return this.#call('info', {}, readers.info, ({ nodes }) => ({ servers: nodes }));
  }

  /** Lets calls under way end and closes the sockets. */
  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #call<Result, Told extends object>(
    method: string,
    request: object,
    reader: Reader<Result>,
    tell: (result: Result) => Told,
  ): Promise<RealtimeOutcome<Told>> {
    const sent = await this.#post(method, request);
    if (sent.kind !== 'ok') return sent;
    return openEnvelope<Told>(sent.body, (result) =>
      reader.Check(result)
        ? { kind: 'ok', ...tell(result) }
        : { kind: 'unavailable', reason: `the answer to ${method} has an unknown shape` },
    );
  }

  async #post(method: string, request: object): Promise<RealtimeOutcome<{ readonly body: unknown }>> {
    const body = JSON.stringify(request);
    try {
      const response = await this.#pool.request({
        method: 'POST',
        path: `/api/${method}`,
        headers: this.#headers,
        body,
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const text = await response.body.text();
      if (response.statusCode === httpOk) return { kind: 'ok', body: JSON.parse(text) };
      const message = `HTTP ${response.statusCode} from ${method}`;
      return response.statusCode >= httpServerError
        ? { kind: 'unavailable', reason: message }
        : { kind: 'refused', code: response.statusCode, message };
    } catch (error) {
      return { kind: 'unavailable', reason: reasonOf(error, method, this.#timeoutMs) };
    }
  }
}

const keyOf = (options: PublishOptions): { idempotency_key?: string } =>
  options.idempotencyKey === undefined ? {} : { idempotency_key: options.idempotencyKey };

const reasonOf = (error: unknown, method: string, timeoutMs: number): string => {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer to ${method} within ${timeoutMs} ms`;
  return error instanceof Error ? error.message : String(error);
};

import { randomUUID } from 'node:crypto';
import {
  type ConfirmClaim,
  type CreateEnrolment,
  Enrolment,
  FleetPage,
  Job,
  JobPage,
  Me,
  NodeAnswer,
  NodeRevoked,
  type Problem,
  RealtimeToken,
  Report,
  Session,
  type ShareNode,
  Stats,
  Status,
  type SubmitJob,
} from '@wowlab/protocol';
import type { Static, TSchema } from 'typebox';
import type { Answer } from './answer.ts';
import { HttpTransport } from './http-transport.ts';
import { readAnswer, readValue } from './read-answer.ts';
import { withRetries } from './retry.ts';
import { routes } from './routes.ts';

export interface SentinelClientOptions {
  /** Origin of the sentinels; `readServerAddress` makes it from text. */
  readonly origin: URL;
  /** A user's token. Without one the server is asked for a session, which the local stack grants. */
  readonly token?: string;
  /** How long a request is repeated while it fails in a way that may pass. Default 30 s. */
  readonly retryForMs?: number;
  /** How long one attempt may take. Default 15 s. */
  readonly timeoutMs?: number;
  readonly onRetry?: (reason: string, delayMs: number) => void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface PageOptions extends CallOptions {
  readonly cursor?: string;
  readonly limit?: number;
}

interface Wanted extends CallOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A token is renewed this long before it ends. */
const renewBeforeMs = 60_000;

/** What a player may do. Every call can be repeated without harm, and is, while its failure may pass. */
export class SentinelClient {
  readonly origin: URL;
  readonly #options: SentinelClientOptions;
  readonly #transport: HttpTransport;
  #session: Session | undefined;

  constructor(options: SentinelClientOptions) {
    this.origin = options.origin;
    this.#options = options;
    this.#transport = new HttpTransport({ timeoutMs: options.timeoutMs ?? 15_000 });
  }

  /** Hands in a job. The same key never makes a second job; one is made, and kept over retries, if none is given. */
  submit(job: SubmitJob, options: CallOptions & { readonly idempotencyKey?: string } = {}): Promise<Answer<Job>> {
    const headers = { 'idempotency-key': options.idempotencyKey ?? randomUUID() };
    return this.#call(Job, routes.jobs, { ...options, method: 'POST', body: job, headers });
  }

  job(id: string, options: CallOptions = {}): Promise<Answer<Job>> {
    return this.#call(Job, routes.job(id), options);
  }

  jobs(options: PageOptions = {}): Promise<Answer<JobPage>> {
    return this.#call(JobPage, this.#page(routes.jobs, options), options);
  }

  /** Stops a job. `etag` is the version it must still have; `*`, the default, takes any. */
  cancel(id: string, options: CallOptions & { readonly etag?: string } = {}): Promise<Answer<Job>> {
    const headers = { 'if-match': options.etag ?? '*' };
    return this.#call(Job, routes.cancel(id), { ...options, method: 'POST', body: {}, headers });
  }

  /** The report of a job that is done. Refused at once with `no-result-yet` while it runs: wait with `watchJob`. */
  result(id: string, options: CallOptions = {}): Promise<Answer<Report>> {
    return this.#call(Report, routes.result(id), options);
  }

  nodes(options: PageOptions = {}): Promise<Answer<FleetPage>> {
    return this.#call(FleetPage, this.#page(routes.nodes, options), options);
  }

  /** Which node shows a claim code. */
  lookUpClaim(code: string, options: CallOptions = {}): Promise<Answer<NodeAnswer>> {
    return this.#call(NodeAnswer, routes.lookUpClaim, { ...options, method: 'POST', body: { code } });
  }

  /** Makes the node that shows a code the caller's. */
  claimNode(body: ConfirmClaim, options: CallOptions = {}): Promise<Answer<NodeAnswer>> {
    return this.#call(NodeAnswer, routes.claims, { ...options, method: 'POST', body });
  }

  shareNode(id: string, body: ShareNode, options: CallOptions = {}): Promise<Answer<NodeAnswer>> {
    return this.#call(NodeAnswer, routes.shareNode(id), { ...options, method: 'POST', body });
  }

  releaseNode(id: string, options: CallOptions = {}): Promise<Answer<NodeRevoked>> {
    return this.#call(NodeRevoked, routes.releaseNode(id), { ...options, method: 'POST', body: {} });
  }

  revokeNode(id: string, options: CallOptions = {}): Promise<Answer<NodeRevoked>> {
    return this.#call(NodeRevoked, routes.revokeNode(id), { ...options, method: 'POST', body: {} });
  }

  /** A token with which machines enrol themselves as the caller's. Shown once. */
  createEnrolment(body: CreateEnrolment, options: CallOptions = {}): Promise<Answer<Enrolment>> {
    return this.#call(Enrolment, routes.enrolments, { ...options, method: 'POST', body });
  }

  stats(options: CallOptions = {}): Promise<Answer<Stats>> {
    return this.#call(Stats, routes.stats, options);
  }

  me(options: CallOptions = {}): Promise<Answer<Me>> {
    return this.#call(Me, routes.me, options);
  }

  /** Health of the system's parts. Asked once: what does not answer is the answer. */
  async status(options: CallOptions = {}): Promise<Answer<Status>> {
    const sent = await this.#transport.send({
      method: 'GET',
      url: new URL(routes.status, this.origin),
      headers: { accept: 'application/json' },
      signal: options.signal,
    });
    if (sent.kind === 'unreachable') return sent;
    // A part that is down is told with a failing status, for load balancers, and the same body.
    const { response } = sent;
    const told = response.status === 503 ? readValue(Status, this.#json(response.text)) : undefined;
    return told?.kind === 'read' ? { kind: 'ok', value: told.value, etag: null } : readAnswer(Status, response);
  }

  realtimeToken(options: CallOptions = {}): Promise<Answer<RealtimeToken>> {
    return this.#call(RealtimeToken, routes.realtimeToken, { ...options, method: 'POST', body: {} });
  }

  /** A new session of the local stack's user; refused where users sign in elsewhere. */
  session(options: CallOptions = {}): Promise<Answer<Session>> {
    return this.#retrying(
      () => this.#exchange(Session, routes.session, { ...options, method: 'POST', body: {} }),
      options,
    );
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  #page(path: string, { cursor, limit }: PageOptions): string {
    const query = new URLSearchParams();
    if (cursor !== undefined) query.set('cursor', cursor);
    if (limit !== undefined) query.set('limit', String(limit));
    return query.size === 0 ? path : `${path}?${query.toString()}`;
  }

  #retrying<Value>(attempt: () => Promise<Answer<Value>>, { signal }: CallOptions): Promise<Answer<Value>> {
    const { retryForMs = 30_000, onRetry } = this.#options;
    return withRetries(attempt, { retryForMs, signal, onRetry });
  }

  /** With the caller's token; a session that the server no longer takes is renewed once. */
  async #call<Schema extends TSchema>(schema: Schema, path: string, wanted: Wanted): Promise<Answer<Static<Schema>>> {
    for (let renewed = false; ; renewed = true) {
      const token = await this.#token(wanted);
      if (token.kind !== 'ok') return token;
      const answer = await this.#retrying(() => this.#exchange(schema, path, wanted, token.value), wanted);
      const signIn = answer.kind === 'refused' && answer.problem.code === ('unauthenticated' satisfies Problem['code']);
      if (!signIn || renewed || this.#options.token !== undefined) return answer;
      this.#session = undefined;
    }
  }

  async #token(options: CallOptions): Promise<Answer<string>> {
    const given = this.#options.token ?? this.#freshSession()?.accessToken;
    if (given !== undefined) return { kind: 'ok', value: given, etag: null };
    const answer = await this.session(options);
    if (answer.kind !== 'ok') return answer;
    this.#session = answer.value;
    return { kind: 'ok', value: answer.value.accessToken, etag: null };
  }

  #freshSession(): Session | undefined {
    return this.#session !== undefined && this.#session.expiresAtMs - renewBeforeMs > Date.now()
      ? this.#session
      : undefined;
  }

  async #exchange<Schema extends TSchema>(
    schema: Schema,
    path: string,
    wanted: Wanted,
    token?: string,
  ): Promise<Answer<Static<Schema>>> {
    const { method = 'GET', body, headers = {}, signal } = wanted;
    const sent = await this.#transport.send({
      method,
      url: new URL(path, this.origin),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
    return sent.kind === 'unreachable' ? sent : readAnswer(schema, sent.response);
  }
}

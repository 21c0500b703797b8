import type { Problem, Session } from '@wowlab/protocol';
import { readProblem, readSession } from './answers.ts';
import { RefusedError, UnreachableError } from './api-error.ts';
import type { Reachability } from './reachability.ts';
import { learnServerTime, serverNowMs } from './server-clock.ts';
import type { Read } from './shape.ts';

const answerWithinMs = 15_000;
/** A token is renewed this long before it ends, so that it does not end on its way. */
const renewBeforeMs = 60_000;

export interface Request {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Answers of this status too carry the value, not a problem. */
  readonly alsoRead?: number;
}

export interface Answer<T> {
  readonly value: T;
  readonly etag: string | null;
}

/** REST of this origin, as the user of the session. */
export interface Http {
  readonly send: <T>(path: string, read: Read<T>, request?: Request) => Promise<Answer<T>>;
  readonly session: () => Promise<Session>;
}

const problemOf = (status: number, body: string): Problem => {
  try {
    return readProblem(JSON.parse(body), '');
  } catch {
    return {
      type: 'about:blank',
      title: 'The server gave an unexpected answer',
      status,
      detail: `The answer has status ${status} and is not a problem description.`,
      remedy: 'Try again. If it stays, something between this page and the server answers in its place.',
      code: `http-${status}`,
    };
  }
};

const retryAfterOf = (header: string | null): number | null => {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) ? seconds * 1_000 : null;
};

export const createHttp = (reachability: Reachability): Http => {
  let held: Promise<Session> | null = null;

  const exchange = async <T>(path: string, read: Read<T>, request: Request, token?: string): Promise<Answer<T>> => {
    const timeout = AbortSignal.timeout(answerWithinMs);
    const headers: Record<string, string> = { accept: 'application/json', ...request.headers };
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    let response: Response;
    let body: string;
    try {
      response = await fetch(path, {
        method: request.method ?? 'GET',
        headers,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        signal: request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]),
        cache: 'no-store',
        credentials: 'omit',
      });
      body = await response.text();
    } catch (error) {
      if (request.signal?.aborted === true) throw error;
      reachability.report(false);
      throw new UnreachableError(`No answer from ${location.host}.`, { cause: error });
    }
    // A gateway answers these when nothing behind it does.
    reachability.report(response.status !== 502 && response.status !== 504);
    learnServerTime(response.headers.get('date'), Date.now());
    if (!response.ok && response.status !== request.alsoRead) {
      const problem = problemOf(response.status, body);
      const wait = problem.retryAfterMs ?? retryAfterOf(response.headers.get('retry-after'));
      throw new RefusedError(wait === null ? problem : { ...problem, retryAfterMs: wait });
    }
    return { value: read(JSON.parse(body), ''), etag: response.headers.get('etag') };
  };

  const open = async (): Promise<Session> =>
    (await exchange('/v1/session', readSession, { method: 'POST', body: {} })).value;

  const session = async (): Promise<Session> => {
    const current = held;
    if (current !== null) {
      const known = await current.catch(() => null);
      if (known !== null && known.expiresAtMs - renewBeforeMs > serverNowMs()) return known;
      if (held === current) held = null;
    }
    held ??= open();
    return held;
  };

  const send = async <T>(path: string, read: Read<T>, request: Request = {}): Promise<Answer<T>> => {
    const { accessToken } = await session();
    try {
      return await exchange(path, read, request, accessToken);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.problem.status !== 401) throw error;
      // The server may have changed its key since the token was given: once more with a new one.
      held = null;
      return exchange(path, read, request, (await session()).accessToken);
    }
  };

  return { send, session };
};

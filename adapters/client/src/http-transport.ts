import { Agent, request } from 'undici';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: the transport's. */
  readonly timeoutMs?: number | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly text: string;
}

export type Sent =
  | { readonly kind: 'answered'; readonly response: HttpResponse }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Largest answer that is read: a page of jobs or a config is far smaller. */
const maxAnswerBytes = 16 * 1024 * 1024;
/** Idle connections are kept longer than a node's slowest pace, so that a quiet node does not connect anew each time. */
const keepAliveMs = 30_000;

const explain = (error: unknown, url: URL): string => {
  const where = `${url.origin}${url.pathname}`;
  if (!(error instanceof Error)) return `${where} can not be reached: ${String(error)}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'ECONNREFUSED') return `nothing listens at ${url.origin}`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the name ${url.hostname} can not be resolved`;
  // Node joins the attempts on several addresses into one error without a message.
  return `${where} can not be reached: ${error.message === '' ? code || error.name : error.message}`;
};

/** Sends requests over kept connections, each within `timeoutMs`. */
export class HttpTransport {
  readonly #agent: Agent;
  readonly #timeoutMs: number;

  constructor(options: { readonly timeoutMs: number }) {
    this.#timeoutMs = options.timeoutMs;
    this.#agent = new Agent({
      keepAliveTimeout: keepAliveMs,
      maxResponseSize: maxAnswerBytes,
      connect: { timeout: options.timeoutMs },
    });
  }

  /** @throws what the caller's signal was aborted with. */
  async send(wanted: HttpRequest): Promise<Sent> {
    wanted.signal?.throwIfAborted();
    const timeoutMs = wanted.timeoutMs ?? this.#timeoutMs;
    // Listeners are taken off again by hand: the caller's signal may live as long as the program.
    const stop = new AbortController();
    const onAbort = (): void => stop.abort();
    let late = false;
    const deadline = setTimeout(() => {
      late = true;
      stop.abort();
    }, timeoutMs);
    wanted.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const response = await request(wanted.url, {
        method: wanted.method,
        headers: wanted.headers,
        body: wanted.body ?? null,
        signal: stop.signal,
        dispatcher: this.#agent,
      });
      const text = await response.body.text();
      const header = (name: string): string | null => {
        const value = response.headers[name];
        return (Array.isArray(value) ? value[0] : value) ?? null;
      };
      return {
        kind: 'answered',
        response: { status: response.statusCode, header, text },
      };
    } catch (error) {
      wanted.signal?.throwIfAborted();
      const { origin, pathname } = wanted.url;
      return {
        kind: 'unreachable',
        reason: late ? `${origin}${pathname} did not answer within ${timeoutMs} ms` : explain(error, wanted.url),
      };
    } finally {
      clearTimeout(deadline);
      wanted.signal?.removeEventListener('abort', onAbort);
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

import { request } from 'node:http';

export interface Wanted {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON. */
  readonly json: <Body>() => Body;
  readonly tookMs: number;
}

/** One plain HTTP request on a connection of its own, with exactly the headers given. */
export const send = (url: string, wanted: Wanted = {}): Promise<Response> =>
  new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const { body, method = 'GET', headers = {} } = wanted;
    const length = body === undefined ? undefined : Buffer.byteLength(body);
    const outgoing = request(url, { method, agent: false });
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    if (length !== undefined && !outgoing.hasHeader('content-length') && !outgoing.hasHeader('transfer-encoding')) {
      outgoing.setHeader('content-length', length);
    }
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          json: <Body>() => JSON.parse(text) as Body,
          tookMs: performance.now() - startedMs,
        });
      });
    });
    outgoing.end(body);
  });

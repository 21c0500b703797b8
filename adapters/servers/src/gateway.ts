import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Where a request may go. Every upstream of a group can take every request; there is no affinity. */
export interface Upstream {
  readonly host: string;
  readonly port: number;
}

export interface GatewayOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The sentinels. */
  readonly sentinels: readonly Upstream[];
  /** The realtime servers; `/connection/…` goes to them. */
  readonly realtime: readonly Upstream[];
}

export interface Gateway {
  readonly url: string;
  readonly port: number;
  /** Cuts every open WebSocket, as a fault. */
  dropSockets(): void;
  close(): Promise<void>;
}

/** How long an upstream that refused a connection is tried last. */
const SHUNNED_MS = 500;
/** Slow requests end at the sentinel, which knows its own limits; this one only frees what hangs for good. */
const UPSTREAM_TIMEOUT_MS = 60_000;

/** Round robin over upstreams; one that just refused a connection comes last. */
class Rotation {
  readonly #upstreams: readonly Upstream[];
  readonly #refusedAt: number[];
  #next = 0;

  constructor(upstreams: readonly Upstream[]) {
    this.#upstreams = upstreams;
    this.#refusedAt = upstreams.map(() => Number.NEGATIVE_INFINITY);
  }

  /** All upstreams in the order they should be tried. */
  order(): readonly Upstream[] {
    const count = this.#upstreams.length;
    const first = this.#next;
    this.#next = (this.#next + 1) % Math.max(1, count);
    const turned = Array.from({ length: count }, (_, step) => (first + step) % count);
    const shunned = (index: number): boolean => Date.now() - (this.#refusedAt[index] ?? 0) < SHUNNED_MS;
    return [...turned.filter((index) => !shunned(index)), ...turned.filter(shunned)].flatMap(
      (index) => this.#upstreams[index] ?? [],
    );
  }

  refused(upstream: Upstream): void {
    this.#refusedAt[this.#upstreams.indexOf(upstream)] = Date.now();
  }
}

const refuse = (response: ServerResponse): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(502, { 'content-type': 'application/problem+json', 'retry-after': '1', connection: 'close' });
  response.end(
    JSON.stringify({
      type: '/problems/unavailable',
      title: 'A part this request needs is not reachable',
      status: 502,
      code: 'unavailable',
      detail: 'No sentinel behind this address takes connections.',
      remedy: 'Try again as Retry-After says; /status tells which part.',
    }),
  );
};

const forward = (rotation: Rotation, agent: Agent, incoming: IncomingMessage, response: ServerResponse): void => {
  const candidates = [...rotation.order()];
  const attempt = (): void => {
    const upstream = candidates.shift();
    if (upstream === undefined) {
      refuse(response);
      return;
    }
    let bodyBegun = false;
    const outgoing = request({
      agent,
      host: upstream.host,
      port: upstream.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress ?? '' },
      timeout: UPSTREAM_TIMEOUT_MS,
    });
    const send = (): void => {
      bodyBegun = true;
      incoming.pipe(outgoing);
    };
    outgoing.once('socket', (socket: Socket) => {
      if (socket.connecting) socket.once('connect', send);
      else send();
    });
    outgoing.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    });
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => {
      // A refused connection got nothing of the request, so another instance may have it. Whatever broke later may
      // have had its effect: the caller decides, with its idempotency key.
      if (bodyBegun || response.headersSent) {
        incoming.unpipe(outgoing);
        if (response.headersSent) response.destroy();
        else refuse(response);
        return;
      }
      rotation.refused(upstream);
      attempt();
    });
    response.once('close', () => outgoing.destroy());
  };
  attempt();
};

const tunnel = (
  rotation: Rotation,
  incoming: IncomingMessage,
  client: Duplex,
  head: Buffer,
  open: Set<Duplex>,
): void => {
  const candidates = [...rotation.order()];
  const attempt = (): void => {
    const upstream = candidates.shift();
    if (upstream === undefined) {
      client.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
      return;
    }
    const server = connect(upstream.port, upstream.host);
    server.once('connect', () => {
      const headers = incoming.rawHeaders.flatMap((value, index, all) =>
        index % 2 === 0 ? [`${value}: ${all[index + 1]}`] : [],
      );
      server.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      server.write(head);
      server.pipe(client);
      client.pipe(server);
      server.removeAllListeners('error');
      for (const [one, other] of [
        [server, client],
        [client, server],
      ] as const) {
        open.add(one);
        one.on('error', () => other.destroy());
        one.once('close', () => {
          open.delete(one);
          other.destroy();
        });
      }
    });
    server.once('error', () => {
      rotation.refused(upstream);
      attempt();
    });
  };
  client.once('error', () => client.destroy());
  attempt();
};

/**
 * One address in front of several sentinels and realtime servers, as a load balancer is in production: round robin,
 * no affinity, no state. Requests keep their Host, so signatures and origins hold.
 *
 * @throws when the port can not be bound.
 */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const sentinels = new Rotation(options.sentinels);
  const realtime = new Rotation(options.realtime);
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const sockets = new Set<Duplex>();
  const isRealtime = (url: string | undefined): boolean => url?.startsWith('/connection/') ?? false;
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, response) => {
    forward(isRealtime(incoming.url) ? realtime : sentinels, agent, incoming, response);
  });
  server.on('upgrade', (incoming, socket, head) => {
    if (isRealtime(incoming.url)) tunnel(realtime, incoming, socket, head, sockets);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gateway listens on no TCP port.');
  const dropSockets = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://${options.host}:${address.port}`,
    port: address.port,
    dropSockets,
    close: () =>
      new Promise((resolve) => {
        dropSockets();
        server.close(() => {
          agent.destroy();
          resolve();
        });
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      }),
  };
};

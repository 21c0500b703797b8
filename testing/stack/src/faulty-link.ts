import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What a link does to bytes that a server sends, from the moment a request with a certain text has passed. */
type Fate = 'hold' | 'cut';

interface Watch {
  readonly text: string;
  readonly fate: Fate;
  readonly seen: () => void;
}

/** A TCP connection in between, as networks are at their worst. Faults are exact: they wait for a request, not for a time. */
export interface FaultyLink {
  /** The server's address with this link's port. */
  readonly url: string;
  /** Every byte of the server comes so much later. 0 mends it. */
  slowDown(ms: number): void;
  /** Replaces text in what the server sends; both must be of one length. */
  rewriteReplies(from: string, to: string): void;
  /**
   * The next request that contains `text` reaches the server; nothing that the server sends on that connection from then on
   * arrives. Resolves when that request has passed.
   */
  holdRepliesTo(text: string): Promise<void>;
  /** As `holdRepliesTo`, and the connection breaks as soon as the server has answered: the effect is there, the answer lost. */
  cutRepliesTo(text: string): Promise<void>;
  /** Breaks every connection; new ones are taken. */
  sever(): void;
  close(): Promise<void>;
}

/** How much of the last bytes is kept, to find a text that comes in two pieces. */
const overlapBytes = 512;

const forwardReplies = (client: Socket, state: { slowMs: number; rewrite: [string, string] | null }) => {
  const pass = (bytes: Buffer): void => {
    if (client.destroyed) return;
    client.write(
      state.rewrite === null
        ? bytes
        : Buffer.from(bytes.toString('latin1').replaceAll(state.rewrite[0], state.rewrite[1]), 'latin1'),
    );
  };
  // Bytes never overtake each other, also when the link becomes faster: a stream in another order is no slow network.
  const waiting: { readonly bytes: Buffer; readonly dueMs: number }[] = [];
  const passDue = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const leftMs = next.dueMs - performance.now();
      if (leftMs > 0) {
        setTimeout(passDue, leftMs);
        return;
      }
      waiting.shift();
      pass(next.bytes);
    }
  };
  return (bytes: Buffer): void => {
    if (state.slowMs === 0 && waiting.length === 0) {
      pass(bytes);
      return;
    }
    waiting.push({ bytes, dueMs: performance.now() + state.slowMs });
    if (waiting.length === 1) passDue();
  };
};

/** Starts a link to the server at `targetUrl` on a free port of this machine. */
export const startFaultyLink = async (targetUrl: string): Promise<FaultyLink> => {
  const target = new URL(targetUrl);
  const state: { slowMs: number; rewrite: [string, string] | null } = { slowMs: 0, rewrite: null };
  const watches = new Set<Watch>();
  const sockets = new Set<Socket>();

  const join = (client: Socket): void => {
    const server = connect(Number(target.port), target.hostname);
    const forward = forwardReplies(client, state);
    let fate: Fate | 'forward' = 'forward';
    let tail = '';
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.setNoDelay(true);
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.on('data', (bytes: Buffer) => {
      tail += bytes.toString('latin1');
      for (const watch of watches) {
        if (fate !== 'forward' || !tail.includes(watch.text)) continue;
        fate = watch.fate;
        watches.delete(watch);
        watch.seen();
      }
      tail = tail.slice(-overlapBytes);
      server.write(bytes);
    });
    server.on('data', (bytes: Buffer) => {
      if (fate === 'forward') forward(bytes);
      else if (fate === 'cut') client.destroy();
    });
  };

  const listener = createServer(join);
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, '127.0.0.1', resolve);
  });
  const url = new URL(targetUrl);
  url.hostname = '127.0.0.1';
  url.port = String((listener.address() as AddressInfo).port);

  const watchFor = (text: string, fate: Fate): Promise<void> =>
    new Promise((seen) => {
      watches.add({ text, fate, seen });
    });
  const sever = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href.replace(/\/$/, ''),
    slowDown: (ms) => {
      state.slowMs = ms;
    },
    rewriteReplies: (from, to) => {
      if (from.length !== to.length)
        throw new Error(`${JSON.stringify(to)} is not as long as ${JSON.stringify(from)}.`);
      state.rewrite = [from, to];
    },
    holdRepliesTo: (text) => watchFor(text, 'hold'),
    cutRepliesTo: (text) => watchFor(text, 'cut'),
    sever,
    close: () =>
      new Promise((resolve) => {
        sever();
        listener.close(() => resolve());
      }),
  };
};

import { connect, createServer, type Socket } from 'node:net';

/** A message of a client as the protocol frames it: a type byte (`startup` has none) and its payload. */
export interface FrontendMessage {
  readonly type: string;
  readonly payload: Buffer;
}

/** A proxy between client and PostgreSQL that reads along, and can lose replies. */
export interface WireTap {
  readonly url: string;
  readonly messages: readonly FrontendMessage[];
  /** From now on the reply to the next COMMIT never arrives: the server gets it, then the connection is cut. */
  loseNextCommitReply(): void;
  close(): Promise<void>;
}

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;

/** Cuts a client's byte stream into messages. The first message of a connection carries no type. */
function frontendParser(onMessage: (message: FrontendMessage) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const typeBytes = started ? TYPE_BYTES : 0;
      if (pending.length < typeBytes + LENGTH_BYTES) return;
      const end = typeBytes + pending.readUInt32BE(typeBytes);
      if (pending.length < end) return;
      onMessage({
        type: started ? pending.toString('latin1', 0, 1) : 'startup',
        payload: pending.subarray(typeBytes + LENGTH_BYTES, end),
      });
      started = true;
      pending = pending.subarray(end);
    }
  };
}

const isCommit = ({ type, payload }: FrontendMessage): boolean =>
  type === 'Q' && payload.toString('utf8', 0, payload.length - 1) === 'commit';

export async function openWireTap(target: string): Promise<WireTap> {
  const { hostname, port } = new URL(target);
  const messages: FrontendMessage[] = [];
  const sockets = new Set<Socket>();
  let losing = false;
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) });
    let cutOnReply = false;
    const parse = frontendParser((message) => {
      messages.push(message);
      if (losing && isCommit(message)) {
        losing = false;
        cutOnReply = true;
      }
    });
    client.on('data', (chunk: Buffer) => {
      parse(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (!cutOnReply) {
        client.write(chunk);
        return;
      }
      client.destroy();
      upstream.destroy();
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The tap has no port.');
  const url = new URL(target);
  url.port = String(address.port);
  return {
    url: url.href,
    messages,
    loseNextCommitReply: () => {
      losing = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

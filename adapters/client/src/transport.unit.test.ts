import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpTransport } from './http-transport.ts';

const servers: Server[] = [];
const transports: HttpTransport[] = [];
const transport = (timeoutMs = 2_000): HttpTransport => {
  const made = new HttpTransport({ timeoutMs });
  transports.push(made);
  return made;
};
const serve = async (listener: RequestListener): Promise<URL> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path`);
};
afterEach(async () => {
  await Promise.all(transports.splice(0).map((made) => made.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
const get = (url: URL) => ({ method: 'GET', url, headers: {} }) as const;

describe('sending a request', () => {
  it('keeps connections for the next ones', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const http = transport();
    for (let index = 0; index < 10; index += 1) {
      expect(await http.send(get(url))).toMatchObject({ kind: 'answered', response: { status: 200, text: '{}' } });
    }
    // A second one is opened when a request is sent in the very moment in which the last one ends.
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it('says where nothing answered in time, also when only the body is late', async () => {
    const url = await serve((_, response) => {
      response.write('{');
    });
    expect(await transport(60).send(get(url))).toEqual({
      kind: 'unreachable',
      reason: `${url.origin}/path did not answer within 60 ms`,
    });
  });

  it('says when nothing listens, and when the connection is cut', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await transport().send(get(url))).toMatchObject({ kind: 'unreachable' });
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    expect(await transport().send(get(url))).toEqual({
      kind: 'unreachable',
      reason: `nothing listens at ${url.origin}`,
    });
  });

  it('does not take an answer without end', async () => {
    const url = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(1_000_000)));
      };
      response.on('drain', more);
      more();
    });
    expect(await transport(10_000).send(get(url))).toMatchObject({ kind: 'unreachable' });
  });

  it('throws what the caller aborted it with', async () => {
    const url = await serve(() => undefined);
    const abort = new AbortController();
    const sending = transport().send({ ...get(url), signal: abort.signal });
    abort.abort(new Error('given up'));
    await expect(sending).rejects.toThrow('given up');
  });
});

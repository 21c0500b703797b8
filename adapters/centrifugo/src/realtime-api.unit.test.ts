import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';

import { RealtimeApi } from './realtime-api.ts';

const open: { server: Server; api: RealtimeApi }[] = [];

const apiAgainst = async (listener: RequestListener): Promise<RealtimeApi> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const api = new RealtimeApi({ url: `http://127.0.0.1:${port}`, apiKey: 'key', timeoutMs: 200 });
  open.push({ server, api });
  return api;
};

afterEach(async () => {
  for (const { server, api } of open.splice(0)) {
    server.closeAllConnections();
    server.close();
    await api.close();
  }
});

describe('the HTTP API client', () => {
  it('answers unavailable when nothing listens', async () => {
    const api = await apiAgainst((_request, response) => response.end('{}'));
    open[0]?.server.close();
    const outcome = await api.publish('job:x', {});
    expect(outcome.kind).toBe('unavailable');
  });

  it('answers unavailable when the server does not answer in time', async () => {
    const api = await apiAgainst(() => undefined);
    await expect(api.publish('job:x', {})).resolves.toEqual({
      kind: 'unavailable',
      reason: 'no answer to publish within 200 ms',
    });
  });

  it('answers unavailable when the answer is no JSON, of another shape, or an HTTP 500', async () => {
    for (const [status, body] of [
      [200, '<html>'],
      [200, '{"result":{"offset":"many"}}'],
      [200, '[]'],
      [502, '{"result":{}}'],
    ] as const) {
      const api = await apiAgainst((_request, response) => response.writeHead(status).end(body));
      expect((await api.publish('job:x', {})).kind).toBe('unavailable');
    }
  });

  it('tells the code of a refusal, which comes with HTTP 200, and the status of one that does not', async () => {
    const told = await apiAgainst((_request, response) =>
      response.end('{"error":{"code":102,"message":"unknown channel"}}'),
    );
    await expect(told.presence('nope:x')).resolves.toEqual({ kind: 'refused', code: 102, message: 'unknown channel' });
    const bare = await apiAgainst((_request, response) => response.writeHead(401).end());
    await expect(bare.info()).resolves.toEqual({ kind: 'refused', code: 401, message: 'HTTP 401 from info' });
  });

  it('tells each refused command of a batch at its place', async () => {
    const api = await apiAgainst((_request, response) =>
      response.end('{"replies":[{"publish":{}},{"error":{"code":102,"message":"unknown channel"}}]}'),
    );
    await expect(
      api.batch([{ publish: { channel: 'a', data: {} } }, { publish: { channel: 'b', data: {} } }]),
    ).resolves.toEqual({
      kind: 'ok',
      items: [{ kind: 'ok' }, { kind: 'refused', code: 102, message: 'unknown channel' }],
    });
  });
});

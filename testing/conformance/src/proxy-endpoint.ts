import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  acceptGuest,
  allowSubscription,
  answerRpc,
  ConnectProxyRequest,
  isProxySecret,
  proxyPaths,
  proxySecretHeader,
  RpcProxyRequest,
  SubscribeProxyRequest,
  type ConnectProxyReply,
  type RpcProxyReply,
  type SubscribeProxyReply,
} from '@wowlab/centrifugo';
import { Compile } from 'typebox/compile';

import { cleanUpAtEnd } from './clean-up.ts';
import { secrets } from './server-under-test.ts';

/** A bare HTTP status instead of an answer. */
export interface BareStatus {
  readonly status: number;
}

type Answer<Request, Reply> = (request: Request) => Reply | BareStatus | Promise<Reply | BareStatus>;

export interface ProxyAnswers {
  connect: Answer<ConnectProxyRequest, ConnectProxyReply>;
  subscribe: Answer<SubscribeProxyRequest, SubscribeProxyReply>;
  rpc: Answer<RpcProxyRequest, RpcProxyReply>;
}

const requests = {
  connect: Compile(ConnectProxyRequest),
  subscribe: Compile(SubscribeProxyRequest),
  rpc: Compile(RpcProxyRequest),
};

const welcome = (): ProxyAnswers => ({
  connect: () => acceptGuest(),
  subscribe: () => allowSubscription(),
  rpc: ({ method, data }) => answerRpc({ method, echo: data }),
});

/**
 * A real HTTP endpoint in the sentinel's place: it demands the shared secret and the documented shape of each question,
 * notes what it was asked, and answers as the test says. By default everybody is welcome.
 */
export class ProxyEndpoint {
  answers: ProxyAnswers = welcome();
  readonly asked = {
    connect: [] as ConnectProxyRequest[],
    subscribe: [] as SubscribeProxyRequest[],
    rpc: [] as RpcProxyRequest[],
  };
  /** Questions that came without the secret or in a shape the sentinel does not know. */
  readonly #refused: string[] = [];
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  /**
   * Everybody is welcome again, and nothing was asked.
   *
   * @throws when a question came since the last time that the sentinel would not have understood.
   */
  reset(): void {
    this.answers = welcome();
    for (const list of Object.values(this.asked)) list.length = 0;
    const refused = this.#refused.splice(0);
    if (refused.length > 0) throw new Error(`The server asked what no sentinel answers: ${refused.join('; ')}`);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
    const reply = await this.#decide(request, JSON.parse(text));
    if ('status' in reply) response.writeHead(reply.status).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  }

  async #decide(request: IncomingMessage, body: unknown): Promise<object | BareStatus> {
    if (!isProxySecret(request.headers[proxySecretHeader], secrets.proxySecret)) {
      this.#refused.push('without the secret');
      return { status: 401 };
    }
    if (request.url === proxyPaths.connect && requests.connect.Check(body)) {
      this.asked.connect.push(body);
      return this.answers.connect(body);
    }
    if (request.url === proxyPaths.subscribe && requests.subscribe.Check(body)) {
      this.asked.subscribe.push(body);
      return this.answers.subscribe(body);
    }
    if (request.url === proxyPaths.rpc && requests.rpc.Check(body)) {
      this.asked.rpc.push(body);
      return this.answers.rpc(body);
    }
    this.#refused.push(`${request.url}: ${JSON.stringify(body)}`);
    return { status: 422 };
  }
}

export const startProxyEndpoint = async (): Promise<ProxyEndpoint> => {
  const server = createServer((request, response) => {
    void endpoint.answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = new ProxyEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  cleanUpAtEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return endpoint;
};

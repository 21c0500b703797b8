import {
  acceptGuest,
  answerRpc,
  ConnectProxyRequest,
  proxyPaths,
  refuse as refuseProxy,
  RpcProxyRequest,
  SubscribeProxyRequest,
} from '@wowlab/centrifugo';
import { RedisUnavailableError } from '@wowlab/redis';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { parseJson } from '../http/parse-json.ts';
import type { Services } from '../services.ts';
import { authorizeSubscription } from './authorize-subscription.ts';
import { proxyGuard } from './proxy-guard.ts';

/**
 * The callbacks of the realtime server (its proxy protocol answers 200 with `result`, `error` or `disconnect`). None has an
 * effect, so that one which is called again, or whose answer comes too late, does no harm.
 */
export const mountProxies = (app: FastifyInstance, services: Services): void => {
  const onRequest = proxyGuard(services);
  const mount = <Schema extends TSchema>(
    path: string,
    schema: Schema,
    reply: (request: Static<Schema>) => Promise<object>,
  ): void => {
    const reader = Compile(schema);
    const answer = async (body: unknown): Promise<object> => {
      const parsed = body instanceof Uint8Array ? parseJson(body) : undefined;
      if (parsed?.kind !== 'parsed' || !reader.Check(parsed.value)) return refuseProxy('badRequest');
      try {
        return await reply(parsed.value);
      } catch (error) {
        if (error instanceof RedisUnavailableError) return refuseProxy('unavailable');
        throw error;
      }
    };
    const handler = async (request: FastifyRequest, response: FastifyReply): Promise<FastifyReply> =>
      response.type('application/json').send(JSON.stringify(await answer(request.body)));
    app.route({ method: 'POST', url: path, onRequest, handler });
  };
  // A client without a token is a guest: it hears what is public and nothing else.
  mount(proxyPaths.connect, ConnectProxyRequest, async () => acceptGuest());
  mount(proxyPaths.subscribe, SubscribeProxyRequest, (request) => authorizeSubscription(request, services));
  mount(proxyPaths.rpc, RpcProxyRequest, async ({ method }) =>
    method === 'time' ? answerRpc({ serverTimeMs: services.clock.now() }) : refuseProxy('methodNotFound'),
  );
};

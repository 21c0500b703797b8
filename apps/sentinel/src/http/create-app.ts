import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { SentinelContext } from '../context.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { answerClientError } from './connection-problem.ts';
import { createErrorHandler } from './error-handler.ts';
import { refuse } from './outcome.ts';
import { sendRefusal } from './send-outcome.ts';

/** Headers and body have to be here this soon after the first byte; a slow sender holds a connection no longer. */
const requestTimeoutMs = 5_000;
const timeoutCheckMs = 500;

export interface AppOptions {
  readonly context: SentinelContext;
  readonly metrics: Metrics;
  readonly trustedProxies: readonly string[];
  readonly isDraining: () => boolean;
  /** Answers what no route serves, or leaves it: null. */
  readonly pageFor?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null;
}

/** A Fastify that answers problems for everything, takes JSON bodies raw and counts what it serves. */
export const createApp = (options: AppOptions): FastifyInstance => {
  const { context, metrics } = options;
  const app = fastify({
    logger: false,
    genReqId: context.newId,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: timeoutCheckMs },
    // A path is what was signed and what is shown; it is not rewritten.
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true, maxParamLength: 128 },
    trustProxy: [...options.trustedProxies],
    return503OnClosing: false,
    exposeHeadRoutes: true,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => {
      const message = `The path is not taken: ${error.code}.`;
      void sendRefusal(reply, refuse('bad-request', message), metrics);
    },
  });
  app.removeAllContentTypeParsers();
  // The raw bytes: a signature is over these, and what they hold is parsed after it.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler(createErrorHandler(metrics, context.log));
  app.setNotFoundHandler(
    (request, reply) =>
      options.pageFor?.(request, reply) ??
      sendRefusal(
        reply,
        refuse('not-found', `Nothing is served at ${JSON.stringify(request.url.slice(0, 200))}.`),
        metrics,
      ),
  );
  app.addHook('onSend', async (_request, reply, payload) => {
    // So that a load balancer's kept connections move on before the listener is gone.
    if (options.isDraining()) reply.header('connection', 'close');
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1_000,
    );
    context.log.debug(
      { requestId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode },
      'request',
    );
  });
  return app;
};

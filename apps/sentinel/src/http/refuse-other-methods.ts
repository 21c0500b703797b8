import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { refuse } from './outcome.ts';
import { sendRefusal } from './send-outcome.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const;

/** Pages of a plugin that declares its own paths twice, with and without a slash. */
const docsPath = '/v1/docs';

/** Answers 405 with `Allow` for every served path and every method it does not take. Call before the routes are added. */
export const refuseOtherMethods = (app: FastifyInstance, metrics: Metrics): { readonly finish: () => void } => {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = taken.get(url) ?? new Set<string>();
    for (const each of [method].flat()) {
      known.add(each);
      if (each === 'GET') known.add('HEAD');
    }
    taken.set(url, known);
  });
  const finish = (): void => {
    for (const [url, known] of taken) {
      const others = methods.filter((method) => !known.has(method));
      if (url.includes('*') || url.startsWith(docsPath) || others.length === 0) continue;
      const allow = [...known].join(', ');
      app.route({
        method: others,
        url,
        // Before the body is read: it has no meaning here.
        onRequest: async (request, reply) =>
          sendRefusal(
            reply,
            refuse('method-not-allowed', `${request.method} is not taken here; ${allow} is.`, { headers: { allow } }),
            metrics,
          ),
        handler: async (_, reply) => reply,
      });
    }
  };
  return { finish };
};

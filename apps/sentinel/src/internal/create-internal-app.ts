import type { FastifyInstance } from 'fastify';
import { createApp } from '../http/create-app.ts';
import { refuseOtherMethods } from '../http/refuse-other-methods.ts';
import type { Services } from '../services.ts';
import { mountProxies } from './mount-proxies.ts';

/** What must never be reachable from outside: metrics, and the realtime server's callbacks. */
export const createInternalApp = (services: Services): FastifyInstance => {
  const { context, isDraining, metrics } = services;
  const app = createApp({ context, metrics, trustedProxies: [], isDraining });
  const others = refuseOtherMethods(app, metrics);
  app.get('/metrics', async (_, reply) => {
    await metrics.refresh();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  mountProxies(app, services);
  others.finish();
  return app;
};
